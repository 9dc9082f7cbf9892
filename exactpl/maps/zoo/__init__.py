"""The zoo: named maps from the literature, each with its parameters, its source and an example.

    >>> from exactpl.maps import zoo
    >>> zoo.tent(slope="3/2")
    PL([(0, 0), ('1/2', '3/4'), (1, 0)])
    >>> zoo.build("skew_tent:1/3") == zoo.skew_tent("1/3")
    True

`entries()` lists them, `build` makes one from the text of a command line.
"""

from exactpl.maps.zoo.compendium import Entry as Entry
from exactpl.maps.zoo.compendium import build as build
from exactpl.maps.zoo.compendium import entries as entries
from exactpl.maps.zoo.cycles import doubled_tent as doubled_tent
from exactpl.maps.zoo.cycles import golden as golden
from exactpl.maps.zoo.cycles import increasing_cycle as increasing_cycle
from exactpl.maps.zoo.cycles import involution as involution
from exactpl.maps.zoo.cycles import stefan as stefan
from exactpl.maps.zoo.networks import notebook_network as notebook_network
from exactpl.maps.zoo.networks import scrambling as scrambling
from exactpl.maps.zoo.networks import telgarsky as telgarsky
from exactpl.maps.zoo.sums import cantor as cantor
from exactpl.maps.zoo.sums import takagi as takagi
from exactpl.maps.zoo.sums import yarotsky as yarotsky
from exactpl.maps.zoo.sums import yarotsky_variant as yarotsky_variant
from exactpl.maps.zoo.tents import sawtooth as sawtooth
from exactpl.maps.zoo.tents import skew_tent as skew_tent
from exactpl.maps.zoo.tents import tent as tent
from exactpl.maps.zoo.tents import trapezoid as trapezoid
from exactpl.maps.zoo.tents import truncated_tent as truncated_tent
from exactpl.maps.zoo.tents import zigzag as zigzag
