// The hall: a short tone at every call, if somebody switched it on.
(() => {
  const sound = document.getElementById("sound");
  if (!sound) return;
  sound.hidden = false;
  let audio, told;
  const tone = () => {
    [660, 880].forEach((pitch, turn) => {
      const start = audio.currentTime + turn * 0.25, note = audio.createOscillator(), volume = audio.createGain();
      note.frequency.value = pitch;
      volume.gain.setValueAtTime(0.25, start);
      volume.gain.exponentialRampToValueAtTime(0.001, start + 0.6);
      note.connect(volume).connect(audio.destination);
      note.start(start);
      note.stop(start + 0.6);
    });
  };
  const isOn = () => sound.getAttribute("aria-pressed") === "true";
  sound.addEventListener("click", () => {
    audio ??= new AudioContext();
    sound.setAttribute("aria-pressed", !isOn());
    if (isOn()) tone();
  });
  document.addEventListener("htmx:after:swap", () => {
    const news = document.querySelector("#calls [data-announce]");
    if (news && news !== told && isOn()) tone();
    told = news;
  });
})();
