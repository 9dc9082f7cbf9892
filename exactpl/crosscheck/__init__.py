"""Exact results observed with floats and exact integers on grids, on a processor or a GPU. Nothing decides."""

from exactpl.crosscheck.backends import Backend as Backend
from exactpl.crosscheck.backends import backend as backend
from exactpl.crosscheck.backends import installed_backends as installed_backends
from exactpl.crosscheck.comparing import compare as compare
from exactpl.crosscheck.comparing import compare_claim as compare_claim
from exactpl.crosscheck.comparing import compare_cycle as compare_cycle
from exactpl.crosscheck.comparing_networks import compare_network as compare_network
from exactpl.crosscheck.evaluation import evaluate as evaluate
from exactpl.crosscheck.evaluation import evaluate_network as evaluate_network
from exactpl.crosscheck.float_steps import Ball as Ball
from exactpl.crosscheck.float_steps import FloatSteps as FloatSteps
from exactpl.crosscheck.formats import FLOAT32 as FLOAT32
from exactpl.crosscheck.formats import FLOAT64 as FLOAT64
from exactpl.crosscheck.grid_counts import GridCount as GridCount
from exactpl.crosscheck.grid_counts import count_on_grid as count_on_grid
from exactpl.crosscheck.grids import Grid as Grid
from exactpl.crosscheck.reports import Comparison as Comparison
from exactpl.crosscheck.reports import CrossCheck as CrossCheck
