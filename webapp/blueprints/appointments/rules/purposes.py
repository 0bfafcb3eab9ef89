"""Why the booking of an appointment asks what it asks (Art. 13 GDPR)."""

from types import MappingProxyType

from webapp.domain.i18n import N_
from webapp.domain.purposes import Purpose

TASK = N_("Public task: Art. 6 (1) (e) GDPR with the data protection law of the Land")
CONSENT = N_("Your consent: Art. 9 (2) (a) GDPR. You need not say anything here")
KEPT = N_("As a rule two days after the appointment, never more than 30; after cancelling one day")
OFFICE = N_("The office that serves you. Nobody else")

PURPOSES = MappingProxyType(
    {
        "name": Purpose(N_("Name"), N_("So that we can call you at the counter."), TASK, KEPT, OFFICE),
        "email": Purpose(
            N_("E-mail address"),
            N_("We send the confirmation and the reminder there, and tell you if the office has to close."),
            TASK, KEPT, OFFICE,
        ),
        "phone": Purpose(
            N_("Telephone"), N_("We call you if something comes in between at short notice."), TASK, KEPT, OFFICE
        ),
        "needs": Purpose(
            N_("What you need"), N_("So that an interpreter or help is there when you come."), CONSENT, KEPT, OFFICE
        ),
        "answers": Purpose(
            N_("Questions of the service"), N_("So that we can prepare your concern."), TASK, KEPT, OFFICE
        ),
        "network": Purpose(
            N_("Your network: part of the address of your device"),
            N_("Against machines that block all times. We do not ask for it; it comes with the call."),
            TASK, N_("One hour"), N_("Nobody"),
        ),
        "remark": Purpose(
            N_("Message to the office"), N_("Only if there is something we should know before."), TASK, KEPT, OFFICE
        ),
    }
)  # fmt: skip
