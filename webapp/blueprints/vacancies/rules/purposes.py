"""Why an application asks what it asks (Art. 13 GDPR)."""

from types import MappingProxyType

from webapp.domain.i18n import N_
from webapp.domain.purposes import Purpose

HIRING = N_("To decide about a job: Art. 6 (1) (b) and (e) GDPR with the data protection law of the Land")
OWN_WISH = N_("Your consent: Art. 9 (2) (a) GDPR. You need not say anything here")
KEPT = N_("Until six months after our answer, because somebody may sue until then (AGG § 15 IV). Unsent: two days")
OFFICE = N_("The people who choose, and who are asked by law: staff council, equality officer")

PURPOSES = MappingProxyType(
    {
        "name": Purpose(N_("Name of the applicant"), N_("So that we know who you are."), HIRING, KEPT, OFFICE),
        "email": Purpose(
            N_("E-mail address of the applicant"), N_("The receipt and our answer go there."), HIRING, KEPT, OFFICE
        ),
        "phone": Purpose(
            N_("Telephone of the applicant"), N_("If we have a quick question."), HIRING, KEPT, OFFICE
        ),
        "message": Purpose(
            N_("Letter to us"), N_("So that you can say in your own words why you would like to come."),
            HIRING, KEPT, OFFICE,
        ),
        "disabled": Purpose(
            N_("Severe disability"),
            N_("Then we must invite you, unless you are plainly not suited (SGB IX § 165)."),
            OWN_WISH, KEPT, OFFICE,
        ),
        "documents": Purpose(
            N_("Your documents"), N_("So that we see what you have learned and done. They are kept encrypted."),
            HIRING, KEPT, OFFICE,
        ),
        "network": Purpose(
            N_("Your network: part of the address of your device"),
            N_("Against machines that flood the form. We do not ask for it; it comes with the call."),
            HIRING, N_("One hour"), N_("Nobody"),
        ),
        "employer": Purpose(
            N_("Address of a local employer"), N_("The link to send in vacancies goes there, and our answer."),
            N_("Your wish to send in a vacancy: Art. 6 (1) (b) GDPR"),
            N_("Until two years after the last vacancy of the employer"), N_("The clerk who checks vacancies"),
        ),
    }
)  # fmt: skip
