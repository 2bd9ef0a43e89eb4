"""Words for synthetic entries: they say nothing about anybody. Pure."""

from random import Random

MARK = "Synthetic entry"

TEXT = """
agenda annex autumn binder blue bridge calendar canvas chapter circle column copy corner
cover desk drawer early east evening folder footnote garden green grid harbour heading
hour index ink instance island item kettle lamp late letterhead line list map margin
meadow measure morning north notebook number orange page panel paper paragraph pencil
picture plain point print quarter quiet record river room round row sample second series
sheet shelf short side silver simple sketch south square stamp station step stone summer
table text third ticket topic tower train valley volume wall water west white window
winter word yard
"""
WORDS = tuple(TEXT.split())
OFFICES = tuple(f"{MARK}: office {letter}" for letter in "ABCDEFGHIJKL")
PLACES = tuple(f"{MARK}: room {number}" for number in range(1, 40))
LENGTHS = (6, 12, 20, 20, 35, 35, 60, 120)
"""Words in a note; each as likely as the next."""


def text_of(random: Random, length: int) -> str:
    """`length` words that begin with the mark, in sentences of about ten."""
    drawn = random.choices(WORDS, k=length)
    sentences = [" ".join(drawn[at : at + 10]).capitalize() for at in range(0, length, 10)]
    return f"{MARK}: {'. '.join(sentences)}."


def note(random: Random) -> str:
    return text_of(random, random.choice(LENGTHS))
