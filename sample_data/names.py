"""Invented names of places. Nobody's school is meant, and no person is named."""

import numpy as np

_FIRST = """
Acorn Alder Amber Aspen Aster Badger Bayberry Beech Birch Bluebell Bobcat Bramble Briar Buttercup
Canyon Cardinal Catkin Cedar Chestnut Cloud Clover Coral Cottonwood Cricket Dogwood Dove Elder
Falcon Fern Fir Foxglove Gentian Ginkgo Granite Harebell Hawthorn Hazel Heather Heron Hickory
Indigo Iris Ivy Jasmine Juniper Kestrel Larch Lark Laurel Lavender Lichen Lilac Linden Lupine
Magnolia Mallow Maple Marigold Marten Mulberry Oriole Osprey Otter Pebble Pinecone Plover Poppy
Primrose Puffin Quail Quartz Raven Redbud Robin Rowan Saffron Sage Sandpiper Sequoia Sorrel
Sparrow Spruce Starling Sumac Sycamore Tamarack Teal Thistle Thrush Turtle Violet Walnut Willow
Wren Yarrow
"""
_SECOND = """
Arbor Bank Bend Bluff Brook Cove Creek Crest Crossing Dale Dell Field Fork Garden Gate Glade Glen
Grove Haven Heights Hill Hollow Knoll Lane Meadow Mesa Orchard Park Pass Point Pond Prairie Ridge
Run Spring Summit Terrace Trail Vale View
"""
_SUFFIXES = {
    "elementary": "Elementary",
    "middle": "Middle School",
    "high": "High School",
    "span": "Span School",
    "other": "Learning Center",
}
REGIONS = ("Lakeside", "Hillside", "Riverbend", "Meadows")
OPERATORS = (
    "Open Lantern Health",
    "Bright Fern Clinics",
    "Harbor Wren Care",
    "Tall Cedar Wellness",
)


def place_names(rng: np.random.Generator, count: int) -> list[str]:
    """That many names, such as `Quail Heights`, no two alike, in random order."""
    pairs = [f"{first} {second}" for first in _FIRST.split() for second in _SECOND.split()]
    return [pairs[number] for number in rng.permutation(len(pairs))[:count].tolist()]


def school_name(place: str, school_type: str) -> str:
    """The name of a school at a place."""
    return f"{place} {_SUFFIXES[school_type]}"
