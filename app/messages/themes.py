"""What messages are for: the catalogue of asks, and whom a message speaks to. Pure.

The floor of the asks is above, and has those whose doors this version opens; a message can be
agreed before its doors are. Source: the domain's ask catalogue.
"""

from enum import StrEnum

from app.kit.translation import Said, marked

WRITTEN_IN = ("en", "fr", "es", "ar")
"""The languages of messages (ISO 639-1), in the order of a table."""


class Theme(StrEnum):
    RATIFY = "ratify"
    ACCEDE = "accede"
    VOTE_YES = "vote_yes"
    MORATORIUM = "moratorium"
    STOP_USE = "stop_use"
    CONDEMN_USE = "condemn_use"
    STATE_VIEWS = "state_views"
    COMPLETE_ARTICLE_3 = "complete_article_3"
    COMPLETE_ARTICLE_4 = "complete_article_4"
    IMPROVE_EXTENSION_REQUEST = "improve_extension_request"
    SUBMIT_ARTICLE_7 = "submit_article_7"
    ENACT_LEGISLATION = "enact_legislation"
    REVIEW_RETENTION = "review_retention"
    REPORT_RISK_EDUCATION = "report_risk_education"
    SET_VICTIM_ASSISTANCE_OBJECTIVES = "set_victim_assistance_objectives"


THEME_NAMES = Said(
    {
        Theme.RATIFY: marked("ratify the Convention"),
        Theme.ACCEDE: marked("accede to the Convention"),
        Theme.VOTE_YES: marked("vote for the resolution on the Convention"),
        Theme.MORATORIUM: marked("declare a moratorium"),
        Theme.STOP_USE: marked("end any use of cluster munitions"),
        Theme.CONDEMN_USE: marked("condemn the use of cluster munitions"),
        Theme.STATE_VIEWS: marked("state its views on how Article 1 is understood"),
        Theme.COMPLETE_ARTICLE_3: marked("complete the destruction of its stockpiles"),
        Theme.COMPLETE_ARTICLE_4: marked("complete clearance"),
        Theme.IMPROVE_EXTENSION_REQUEST: marked("improve its extension request"),
        Theme.SUBMIT_ARTICLE_7: marked("submit its transparency report"),
        Theme.ENACT_LEGISLATION: marked("enact legislation"),
        Theme.REVIEW_RETENTION: marked("review what it retains"),
        Theme.REPORT_RISK_EDUCATION: marked("report on risk education"),
        Theme.SET_VICTIM_ASSISTANCE_OBJECTIVES: marked("set objectives for victim assistance"),
    }
)
"""What the State is asked to do, after "to"."""


class Audience(StrEnum):
    """Whom the points are for; the value is the field of a version that has them."""

    FOREIGN_MINISTRY = "for_foreign_ministry"
    DEFENCE_MINISTRY = "for_defence_ministry"
    PARLIAMENT = "for_parliament"


AUDIENCE_NAMES = Said(
    {
        Audience.FOREIGN_MINISTRY: marked("To the foreign ministry"),
        Audience.DEFENCE_MINISTRY: marked("To the defence ministry"),
        Audience.PARLIAMENT: marked("To parliament"),
    }
)
