"""Why lost property asks what it asks (Art. 13 GDPR)."""

from types import MappingProxyType

from webapp.domain.i18n import N_
from webapp.domain.purposes import Purpose

LAW = N_("Legal duty: Art. 6 (1) (c) and (e) GDPR with §§ 965–984 BGB")
CLOSED = N_("Three years after the find is closed (§ 977 BGB)")
CLAIMED = N_("Three years after the find is closed; a claim that came to nothing 30 days")
REPORTED = N_("30 days after your report ends")
OFFICE = N_("The lost property office. Nobody else")

PURPOSES = MappingProxyType(
    {
        "finder": Purpose(
            N_("Name and contact of the finder"),
            N_("So that you get your reward, or the thing itself if nobody claims it."), LAW, CLOSED, OFFICE,
        ),
        "claimant": Purpose(
            N_("Name and contact of whoever claims a find"),
            N_("So that we can tell you what we decided, and know who gets the thing."), LAW, CLAIMED, OFFICE,
        ),
        "answers": Purpose(
            N_("What you know of the thing"), N_("So that only its owner gets it."), LAW, CLAIMED, OFFICE
        ),
        "loser": Purpose(
            N_("Name and contact of whoever lost something"),
            N_("So that we can write when something like it is found."), LAW, REPORTED, OFFICE,
        ),
        "loss": Purpose(
            N_("What you lost"), N_("So that we know it again when somebody brings it. It is not published."),
            LAW, REPORTED, OFFICE,
        ),
        "find": Purpose(
            N_("What you found"),
            N_("So that its owner gets it. We publish only what is not enough to claim it."), LAW, CLOSED, OFFICE,
        ),
        "network": Purpose(
            N_("Your network: part of the address of your device"),
            N_("Against machines that guess answers. We do not ask for it; it comes with the call."),
            LAW, N_("One hour"), N_("Nobody"),
        ),
    }
)  # fmt: skip
