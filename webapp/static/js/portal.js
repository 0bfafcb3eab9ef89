// Tells screen readers what htmx changed, and falls back to plain navigation when it fails.
(() => {
  const status = () => document.getElementById("status");
  const say = (text) => { const line = status(); if (line) line.textContent = text; };
  let waiting, told;
  const target = (event) => event.detail?.ctx?.target;
  document.addEventListener("htmx:before:request", (event) => {
    if (target(event)?.hasAttribute?.("data-quiet")) return; // looks by itself every few seconds
    target(event)?.setAttribute?.("aria-busy", "true");
    clearTimeout(waiting);
    waiting = setTimeout(() => say(status()?.dataset.wait || ""), 800);
  });
  document.addEventListener("htmx:finally:request", (event) => {
    clearTimeout(waiting);
    target(event)?.removeAttribute?.("aria-busy");
  });
  document.addEventListener("htmx:after:swap", () => {
    const news = document.querySelector("[data-announce]");
    if (news && news === told) return; // nothing was swapped, or something else
    told = news;
    say(news ? news.textContent.trim() : "");
  });
  document.addEventListener("htmx:error", (event) => {
    const source = event.detail?.ctx?.sourceElement;
    const form = source?.closest?.("form");
    if (form) form.submit(); else if (source?.href) location.href = source.href;
  });
})();
