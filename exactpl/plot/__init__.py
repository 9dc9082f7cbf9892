"""Pictures, by matplotlib (extra `plot`), as SVG and PNG, readable in black and white."""

from exactpl.plot.front import front_picture as front_picture
from exactpl.plot.pictures import plot_growth as plot_growth
from exactpl.plot.pictures import plot_iterate as plot_iterate
from exactpl.plot.pictures import plot_rates as plot_rates
from exactpl.plot.pictures import plot_trajectories as plot_trajectories
from exactpl.plot.style import save as save
