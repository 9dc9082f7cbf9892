"""The ways in which a check ends without ACCEPT.

Anything that is not one of these is a defect of the checker, ends with status 70 and says nothing about the
certificate.
"""

from enum import StrEnum


class Rule(StrEnum):
    """The rules that can fail, by the names that REJECT and DECLINE print; docs/certificates.md, section 7, lists them.

    Beside each is what is wrong where it fails; those that are not marked are REJECT.
    """

    # Bytes and objects.
    CANONICAL_BYTES = "canonical-bytes"  # the bytes are no ASCII, no JSON of section 2, or not the canonical ones
    NESTING = "nesting"  # brackets are too deep
    FORMAT = "format"  # there is no format, or one that is none of a certificate
    VERSION = "version"  # the certificate has another version (DECLINE)
    CLAIM_TYPE = "claim-type"  # the type of the claim is not known (DECLINE)
    UNKNOWN_KEY = "unknown-key"  # a key is there that does not belong there
    MISSING_KEY = "missing-key"  # a key is missing
    BAD_FIELD = "bad-field"  # a value is of another kind than it must be, or beyond its bounds
    BAD_NUMBER = "bad-number"  # a number is not canonical
    CITES = "cites"  # the theorems cited are not those on which the claim rests, in either edition

    # Subjects.
    SUBJECT = "subject"  # there are not as many subjects as the claim speaks of
    SUBJECT_ROLE = "subject-role"  # a subject has another role, or a file is given for a role that none has
    SUBJECT_KIND = "subject-kind"  # a subject is of a kind that the claim does not speak of, or (DECLINE) unknown
    SUBJECT_DIGEST = "subject-digest"  # a digest is none, or not that of the text or of the file given
    SUBJECT_TEXT = "subject-text"  # a text is too long or not ASCII
    SUBJECT_MISSING = "subject-missing"  # a subject has no text, and no file is given (DECLINE)
    MAP_FILE = "map-file"  # the subject is no map file
    NETWORK_FILE = "network-file"  # the subject is no network file
    FIELD = "field"  # a claim over a number field is about another map, or (DECLINE) the other way round
    OTHER_CLAIM = "other-claim"  # the claim is another one than the user gave
    OTHER_SUBJECT = "other-subject"  # the subjects are others than the user gave

    # Limits.
    SIZE = "size"  # a file, or what is in it, is too large (DECLINE)
    LIMITS = "limits"  # networks, their values, or points and states that are found, are too large (DECLINE)
    FUEL = "fuel"  # more steps are needed than are allowed (DECLINE)

    # Points and intervals.
    OUTSIDE_DOMAIN = "outside-domain"  # a point or an interval is not in the domain, or not in J
    NOT_COMPACT = "not-compact"  # J is not compact
    NOT_A_SELF_MAP = "not-a-self-map"  # f does not map J into itself
    WITHIN = "within"  # within is there, and J is compact
    COMES_BACK = "comes-back"  # it is not shown that what leaves within stays outside
    WITNESS = "witness"  # the witness has not the parts, or they are not at the places, that the claim asks for

    # Values and counts.
    WRONG_VALUE = "wrong-value"  # a value is another one
    WRONG_COUNT = "wrong-count"  # a number of pieces, laps, points or regions is another one
    WRONG_BOUND = "wrong-bound"  # the numbers of pieces do not give the bound
    WRONG_SLOPE = "wrong-slope"  # the greatest or the least absolute slope is another one
    WRONG_IMAGE = "wrong-image"  # the image is another interval
    TOO_FEW_TERMS = "too-few-terms"  # a series is compared in fewer terms than its degrees ask for
    NOT_FINITE = "not-finite"  # there are more points of orbits, or more states, than the terms allow
    NOT_A_SINK = "not-a-sink"  # f has a kink inside a sink, or does not map it into a sink

    # Periods and chaos.
    NOT_PERIODIC = "not-periodic"  # x does not come back
    PERIOD_NOT_LEAST = "period-not-least"  # x comes back earlier
    NOT_AN_ORBIT = "not-an-orbit"  # a number of an orbit is not the value at the one before
    PERIOD_EXISTS = "period-exists"  # there is a point of the period
    FIXED_POINT_MISSING = "fixed-point-missing"  # a fixed point is none of the points of the witness
    NOT_AFFINE = "not-affine"  # a kink lies where the witness allows none
    SWAP_POINT = "swap-point"  # z is not in f^m(J), or not fixed
    NOT_SWAPPED = "not-swapped"  # a point of f^m(J) is mapped to its own side of z
    INEQUALITY = "inequality"  # points are not mapped so far as they must be
    STAYS = "stays"  # it is not shown that the orbit escapes
    NOT_NEAR = "not-near"  # the orbits are farther apart at a time
    NOT_FAR = "not-far"  # the orbits are nearer to each other at a time

    # Coverings and horseshoes.
    NOT_DISJOINT = "not-disjoint"  # the intervals may be those of a shorter cycle
    OVERLAP = "overlap"  # two intervals have more than one point in common
    WEIGHTS = "weights"  # the weights are no weights, or do not give the bound

    # Growth and entropy.
    BAD_WEIGHT = "bad-weight"  # the weight of a row is too small, or all are 0
    ROW_NUMBER = "row-number"  # a part has the number of no row
    NO_WHOLE_ROW = "no-whole-row"  # no row has the interval J
    OUTSIDE_INTERVAL = "outside-interval"  # the interval of a row is not in J, or none
    WRONG_PARTS = "wrong-parts"  # a row has another number of parts
    NOT_CONTAINED = "not-contained"  # the image of a part is not in, or not around, its row
    WRONG_LAYER = "wrong-layer"  # a part has a row of a higher layer
    WRONG_SUM = "wrong-sum"  # the weights of the parts of a row do not give the bound
    SLOPE_BOUND = "slope-bound"  # the slopes do not give the bound
    GROWTH_TOO_LARGE = "growth-too-large"  # the bound for the growth does not exclude the periods
    COMMON_FACTOR = "common-factor"  # numerator and denominator have a common factor
    ROOT_COUNT = "root-count"  # the polynomial has not one root in the interval
    NOT_A_ROOT = "not-a-root"  # the root is none of the reversed denominator
    NOT_THE_LARGEST = "not-the-largest"  # the reversed denominator has a larger root, or may have one

    # Networks.
    SHAPES = "shapes"  # numbers of inputs, of outputs or of entries do not agree
    NOT_EQUAL = "not-equal"  # f and g differ
    UNBOUNDED = "unbounded"  # the gap grows on a ray
    WRONG_GAP = "wrong-gap"  # the largest gap is another one, or elsewhere
    WRONG_RANGE = "wrong-range"  # the values are others
    WRONG_PERIOD = "wrong-period"  # x does not come back, or earlier


class VerdictError(Exception):
    """A rule that failed, what it asked for and what was there; both as text for people."""

    def __init__(self, rule: Rule, expected: str, found: str) -> None:
        super().__init__(rule, expected, found)
        self.rule = rule
        self.expected = expected
        self.found = found


class Reject(VerdictError):  # noqa: N818 - the word of the verdict
    """The certificate is malformed, false, not shown by its witness, or about something else."""


class Decline(VerdictError):  # noqa: N818 - the word of the verdict
    """The certificate may be right, but this checker does not, or will not, look."""


class UsageError(Exception):
    """The command line is wrong, or a file it names cannot be opened or is no claim file."""
