"""What a service asks its visitors: questions the clerk writes, answers the citizen types."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from types import MappingProxyType
from typing import Any

from webapp.domain.i18n import N_
from webapp.domain.refusal import Refusal

TEXT, YES_NO, CHOICE = "text", "yes_no", "choice"
KINDS = ((TEXT, N_("a line of text")), (YES_NO, N_("yes or no")), (CHOICE, N_("one of several")))
ANSWER_WORDS = MappingProxyType({"ja": N_("Yes"), "nein": N_("No")})  # as a yes-or-no question is stored, and shown
ANSWERS = tuple(ANSWER_WORDS)
LONGEST = 300
MOST = 6  # every further question costs visitors


@dataclass(frozen=True, slots=True)
class Question:
    """``label`` as people read it, ``why`` it is asked; ``options`` only for a choice."""

    label: str
    kind: str = TEXT
    options: tuple[str, ...] = ()
    needed: bool = False
    why: str = ""

    def stored(self) -> dict[str, Any]:
        """The question as it is kept (JSON)."""
        return asdict(self) | {"options": list(self.options)}


def read(stored: Iterable[Mapping[str, Any]]) -> list[Question]:
    """The questions of a service as they were kept."""
    return [Question(**{**one, "options": tuple(one.get("options", ()))}) for one in stored]


def ensure_askable(questions: Sequence[Question]) -> None:
    """Refuse questions nobody could answer: without words, twice the same, a choice of less than two."""
    labels = [one.label for one in questions]
    if not all(labels):
        raise Refusal(N_("Please write every question you give an answer or a reason for."), "rows")
    if len(set(labels)) < len(labels) or len(labels) > MOST:
        raise Refusal(N_("Please ask at most %(most)s questions, each only once."), "rows", most=MOST)
    for one in questions:
        if one.kind == CHOICE and len(set(one.options)) < 2:
            raise Refusal(N_("“%(question)s” needs at least two answers to choose from."), "rows", question=one.label)


def ensure_answered(questions: Iterable[Question], answers: Mapping[str, str]) -> dict[str, str]:
    """The answers worth keeping, by label. Refuses a missing or a forged one at the field ``question-N``."""
    kept = {}
    for place, question in enumerate(questions):
        answer = answers.get(question.label, "").strip()
        if question.needed and not answer:
            raise Refusal(N_("Please answer this question."), f"question-{place}")
        allowed = {CHOICE: question.options, YES_NO: ANSWERS}.get(question.kind)
        if len(answer) > LONGEST or (answer and allowed is not None and answer not in allowed):
            raise Refusal(N_("Please choose or write a shorter answer."), f"question-{place}")
        if answer:
            kept[question.label] = answer
    return kept
