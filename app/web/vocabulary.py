"""The words for the codes that templates meet: in the reader's language."""

from app.kit.translation import Said, marked

STANDING = Said(
    {
        "party": marked("State Party"),
        "signatory": marked("Signatory"),
        "not_party": marked("State not party"),
    }
)
LEVELS = Said(
    {
        "group": marked("The whole group"),
        "delegations": marked("Delegations only"),
        "messenger": marked("Messenger only"),
        "coordinators": marked("Coordinators only"),
    }
)
WORDS = Said(
    {
        # treaty acts
        "signature": marked("signature"),
        "ratification": marked("ratification"),
        "acceptance": marked("acceptance"),
        "approval": marked("approval"),
        "accession": marked("accession"),
        "succession": marked("succession"),
        "withdrawal": marked("withdrawal"),
        "provisional_application": marked("provisional application"),
        # what is asked at a door
        "ratify": marked("ratify"),
        "accede": marked("accede"),
        # how a commitment ended, and the steps of an approach
        "kept": marked("kept"),
        "not_kept": marked("not kept"),
        "dropped": marked("dropped"),
        "claimed": marked("claimed"),
        "confirmed": marked("confirmed"),
        "done": marked("done"),
        # what became of a suggestion
        "accepted": marked("accepted"),
        "adjusted": marked("adjusted"),
        "declined": marked("declined"),
        "snoozed": marked("snoozed"),
        # votes
        "yes": marked("yes"),
        "no": marked("no"),
        "abstain": marked("abstain"),
        "absent": marked("absent"),
        # filters of the lists, as their addresses name them
        "q": marked("words"),
        "ask": marked("what is asked"),
        "state": marked("state"),
        "standing": marked("standing"),
        "region": marked("region"),
        "messenger": marked("messenger"),
        "channel": marked("channel"),
        "level": marked("level"),
        "response": marked("response"),
        "visibility": marked("visibility"),
        "since": marked("since"),
        "until": marked("until"),
        "commitment": marked("commitment"),
        "retracted": marked("retracted"),
        "stage": marked("stage"),
        "barrier": marked("barrier"),
        "silence": marked("silence"),
        "never": marked("never"),
        "group": marked("group"),
        "sort": marked("sort"),
        "up": marked("order"),
        "after": marked("after"),
        "before": marked("before"),
        # who somebody is here
        "member": marked("member"),
        "coordinator": marked("coordinator"),
        "envoy": marked("envoy"),
        "observer": marked("observer"),
        "administrator": marked("administrator"),
    }
)
REGIONS = Said(
    {
        # regional groups of the United Nations, in the facts' short form
        "African": marked("African"),
        "Asia-Pacific": marked("Asia-Pacific"),
        "Eastern European": marked("Eastern European"),
        "GRULAC": marked("GRULAC"),
        "WEOG": marked("WEOG"),
        "no regional group": marked("no regional group"),
        # the statistics' subregions (UN M49)
        "Australia and New Zealand": marked("Australia and New Zealand"),
        "Caribbean": marked("Caribbean"),
        "Central America": marked("Central America"),
        "Central Asia": marked("Central Asia"),
        "Eastern Africa": marked("Eastern Africa"),
        "Eastern Asia": marked("Eastern Asia"),
        "Eastern Europe": marked("Eastern Europe"),
        "Latin America and the Caribbean": marked("Latin America and the Caribbean"),
        "Melanesia": marked("Melanesia"),
        "Micronesia": marked("Micronesia"),
        "Middle Africa": marked("Middle Africa"),
        "Northern Africa": marked("Northern Africa"),
        "Northern America": marked("Northern America"),
        "Northern Europe": marked("Northern Europe"),
        "Polynesia": marked("Polynesia"),
        "South America": marked("South America"),
        "South-eastern Asia": marked("South-eastern Asia"),
        "Southern Africa": marked("Southern Africa"),
        "Southern Asia": marked("Southern Asia"),
        "Southern Europe": marked("Southern Europe"),
        "Sub-Saharan Africa": marked("Sub-Saharan Africa"),
        "Western Africa": marked("Western Africa"),
        "Western Asia": marked("Western Asia"),
        "Western Europe": marked("Western Europe"),
    }
)
