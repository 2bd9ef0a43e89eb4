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
        # how a commitment ended
        "kept": marked("kept"),
        "not_kept": marked("not kept"),
        "dropped": marked("dropped"),
        # who somebody is here
        "member": marked("member"),
        "coordinator": marked("coordinator"),
        "envoy": marked("envoy"),
        "observer": marked("observer"),
        "administrator": marked("administrator"),
    }
)
