"""Table of contents and order of dependency: a feature may use the ones above it. Start reading here."""

from webapp.blueprints.accounts.feature import FEATURE as ACCOUNTS
from webapp.blueprints.appointments.feature import FEATURE as APPOINTMENTS
from webapp.blueprints.events.feature import FEATURE as EVENTS
from webapp.blueprints.handbook.feature import FEATURE as HANDBOOK
from webapp.blueprints.health.feature import FEATURE as HEALTH
from webapp.blueprints.home.feature import FEATURE as HOME
from webapp.blueprints.letters.feature import FEATURE as LETTERS
from webapp.blueprints.lostfound.feature import FEATURE as LOSTFOUND
from webapp.blueprints.pages.feature import FEATURE as PAGES
from webapp.blueprints.search.feature import FEATURE as SEARCH
from webapp.blueprints.vacancies.feature import FEATURE as VACANCIES
from webapp.blueprints.waste.feature import FEATURE as WASTE

FEATURES = (HEALTH, ACCOUNTS, PAGES, APPOINTMENTS, LOSTFOUND, VACANCIES, WASTE, EVENTS, LETTERS, HANDBOOK, SEARCH, HOME)
