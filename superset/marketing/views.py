"""The pages in the order of the menu."""

from marketing.cards import CardsPage
from marketing.links import LinksPage
from marketing.page import Page
from marketing.sounds import SoundsPage
from marketing.thresholds import ThresholdsPage

VIEWS: list[type[Page]] = [CardsPage, SoundsPage, ThresholdsPage, LinksPage]
