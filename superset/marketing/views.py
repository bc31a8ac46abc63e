"""The pages in the order of the menu."""

from marketing.actions import ActionsPage
from marketing.alerts import AlertsPage
from marketing.audience import AudiencePage
from marketing.audience_kept import KeptQuestionsPage
from marketing.audience_request import AudienceRequestPage
from marketing.audience_workbook import AudienceWorkbookPage
from marketing.cards import CardsPage
from marketing.catalogue import CataloguePage
from marketing.links import LinksPage
from marketing.page import Page
from marketing.recipients import RecipientsPage
from marketing.sounds import SoundsPage
from marketing.thresholds import ThresholdsPage
from marketing.unsubscribe import UnsubscribePage

VIEWS: list[type[Page] | type[UnsubscribePage]] = [
    AudiencePage,
    KeptQuestionsPage,
    AudienceRequestPage,
    AudienceWorkbookPage,
    ActionsPage,
    CardsPage,
    SoundsPage,
    ThresholdsPage,
    LinksPage,
    CataloguePage,
    RecipientsPage,
    AlertsPage,
    UnsubscribePage,
]
