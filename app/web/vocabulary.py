"""The words for the codes that templates meet: in the reader's language."""

from app.kit.translation import Said, marked, pmarked

STANDING = Said(
    {
        "party": marked("State Party"),
        "signatory": marked("Signatory"),
        "not_party": marked("State not party"),
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
        "ratify": pmarked("what a State is asked to do", "ratify"),
        "accede": pmarked("what a State is asked to do", "accede"),
        # how a commitment ended, and the steps of an approach
        "kept": pmarked("how a commitment ended", "kept"),
        "not_kept": pmarked("how a commitment ended", "not kept"),
        "dropped": marked("dropped"),
        "claimed": pmarked("where an approach stands", "claimed"),
        "confirmed": pmarked("where an approach stands", "confirmed"),
        "done": pmarked("where an approach stands", "done"),
        # how a next step ended
        "taken": pmarked("how a next step ended", "taken"),
        "not_needed": pmarked("how a next step ended", "no longer needed"),
        # what became of a suggestion
        "accepted": pmarked("what became of a suggestion", "accepted"),
        "adjusted": pmarked("what became of a suggestion", "adjusted"),
        "declined": pmarked("what became of a suggestion", "declined"),
        "snoozed": pmarked("what became of a suggestion", "snoozed"),
        # what happens in a State
        "election": marked("election"),
        "new_minister": marked("new minister"),
        "hosted_event": marked("hosted event"),
        # votes
        "yes": pmarked("a vote", "yes"),
        "no": pmarked("a vote", "no"),
        "abstain": pmarked("a vote", "abstain"),
        "absent": pmarked("a vote", "absent"),
        # filters of the lists, as their addresses name them
        "q": pmarked("name of a filter", "words"),
        "ask": pmarked("name of a filter", "what is asked"),
        "state": pmarked("name of a filter", "state"),
        "standing": pmarked("name of a filter", "standing"),
        "region": pmarked("name of a filter", "region"),
        "messenger": pmarked("name of a filter", "messenger"),
        "channel": pmarked("name of a filter", "channel"),
        "level": pmarked("name of a filter", "level"),
        "response": pmarked("name of a filter", "response"),
        "visibility": pmarked("name of a filter", "visibility"),
        "since": pmarked("name of a filter", "since"),
        "until": pmarked("name of a filter", "until"),
        "commitment": pmarked("name of a filter", "commitment"),
        "retracted": pmarked("name of a filter", "retracted"),
        "stage": pmarked("name of a filter", "stage"),
        "barrier": pmarked("name of a filter", "barrier"),
        "silence": pmarked("name of a filter", "silence"),
        "never": pmarked("name of a filter", "never"),
        "due": pmarked("name of a filter", "when to knock"),
        "rest": pmarked("name of a filter", "rest"),
        "columns": pmarked("name of a filter", "columns"),
        "group": pmarked("name of a filter", "group"),
        "sort": pmarked("name of a filter", "sort"),
        "up": pmarked("name of a filter", "order"),
        "after": pmarked("name of a filter", "after"),
        "before": pmarked("name of a filter", "before"),
        # who somebody is here
        "member": marked("member"),
        "coordinator": marked("coordinator"),
        "envoy": marked("envoy"),
        "observer": marked("observer"),
        "administrator": marked("administrator"),
    }
)
