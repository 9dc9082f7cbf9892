"""Surveys of random families, every decision exact, on one core, many, or a cluster.

>>> from exactpl import survey
>>> str(survey.family("simple_rnn", width=8, variance=20))
'simple_rnn:biases=uniform,last=clip,variance=20,width=8'
"""

from exactpl.survey.families import FAMILIES as FAMILIES
from exactpl.survey.families import Family as Family
from exactpl.survey.families import family as family
from exactpl.survey.intervals import clopper_pearson as clopper_pearson
from exactpl.survey.questions import QUESTIONS as QUESTIONS
from exactpl.survey.questions import Question as Question
from exactpl.survey.results import Result as Result
from exactpl.survey.results import Survey as Survey
from exactpl.survey.results import read as read
from exactpl.survey.running import run as run
from exactpl.survey.summaries import Distribution as Distribution
from exactpl.survey.summaries import Rate as Rate
from exactpl.survey.summaries import Summary as Summary
from exactpl.survey.summaries import summary as summary
