"""Why announcing an event asks what it asks (Art. 13 GDPR)."""

from types import MappingProxyType

from webapp.domain.i18n import N_
from webapp.domain.purposes import Purpose

TASK = N_("Public task: Art. 6 (1) (e) GDPR with the data protection law of the Land")
KEPT = N_("Until 30 days after the last date of the event, or after it was refused")
DESK = N_("The office that checks the events. Nobody else")

PURPOSES = MappingProxyType(
    {
        "event": Purpose(
            N_("Your event: title, description, time and place"),
            N_("So that everybody can find it. It is shown on this website once it has been checked."),
            TASK, N_("As long as the town shows past events"), N_("Everybody"),
        ),
        "name": Purpose(N_("Name"), N_("So that we know whom to ask about the event."), TASK, KEPT, DESK),
        "email": Purpose(
            N_("E-mail address"),
            N_("We send the link to correct your event there, and tell you when it is published."),
            TASK, KEPT, DESK,
        ),
        "organiser": Purpose(
            N_("E-mail address of a club"), N_("The link to its own page goes there."), TASK,
            N_("Until two years after the last event of the club; it is not kept if we do not know it"), DESK,
        ),
        "network": Purpose(
            N_("Your network: part of the address of your device"),
            N_("Against machines that announce events nobody holds. We do not ask for it; it comes with the call."),
            TASK, N_("One hour"), N_("Nobody"),
        ),
    }
)  # fmt: skip
