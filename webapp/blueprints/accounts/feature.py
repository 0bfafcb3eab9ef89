"""Manifest of people and the desk."""

from datetime import timedelta

from webapp.blueprints.accounts import demo, rules, staff, tasks, views
from webapp.blueprints.accounts.commands import user
from webapp.domain.i18n import N_
from webapp.store.audit import KINDS
from webapp.web.feature import Desk, Feature, Task
from webapp.web.i18n import translate

FEATURE = Feature(
    "accounts",
    N_("Desk"),
    basic=True,
    blueprints=(views.bp, staff.bp),
    desks=(
        Desk(N_("Today"), "accounts_desk.home", icon="check"),
        Desk(N_("People"), "accounts_desk.people", rules.PEOPLE, "user"),
        Desk(N_("Log"), "accounts_desk.log", rules.AUDIT, "history"),
        Desk(N_("My account"), "accounts_desk.account", icon="user"),
    ),
    permissions=((rules.PEOPLE, N_("Manage people and roles")), (rules.AUDIT, N_("Read the log of changes"))),
    tasks=(Task(tasks.forget_expired, every=timedelta(hours=1)),),
    commands=(user,),
    words={"thing": lambda subject: translate(KINDS.get(subject, str(subject)))},
    demo=demo.plant,
)
