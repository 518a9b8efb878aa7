"""ROC and precision–recall curves side by side, each against its line of guessing."""

import numpy as np
from sklearn.metrics import precision_recall_curve, roc_curve

from course_lib.plotting.figure import finish, panels
from course_lib.plotting.style import BLACK, GREY, styled

LINES = ((BLACK, "solid"), (GREY, "solid"), (BLACK, (0, (1, 1.2))))
FEW = 60  # so many samples at most, and every threshold is marked


@styled
def draw_curves(y, scores, *, title=None):
    """Return a figure with two panels: recall against false alarms, and precision against recall.

    A dashed line shows what guessing gives: the diagonal in the first panel, the prevalence in the
    second.

    Parameters
    ----------
    y : int array of shape (n,)
        1 = minority; both classes occur.
    scores : dict of str to float array of shape (n,)
        One to three curves by name. Up to 60 samples every threshold is marked.
    title : str, optional
        The claim that the picture supports.

    Returns
    -------
    figure : Figure

    Raises
    ------
    ValueError
        No curve, or more than three.
    """
    if not 1 <= len(scores) <= len(LINES):
        raise ValueError(f"{len(scores)} curves cannot be told apart; draw one, two or three.")
    figure, (roc, recall_axes) = panels(2, title=title)
    marker = "o" if len(y) <= FEW else None
    for (name, score), (color, line) in zip(scores.items(), LINES, strict=False):
        look = dict(color=color, linestyle=line, marker=marker, markersize=4, label=name)
        false_alarms, recall, _ = roc_curve(y, score, drop_intermediate=False)
        roc.plot(false_alarms, recall, **look)
        precision, recall, _ = precision_recall_curve(y, score)
        # The last point, recall 0 and precision 1, belongs to no threshold.
        recall_axes.plot(recall[:-1], precision[:-1], **look, drawstyle="steps-post")
    prevalence = np.mean(y)
    guess = dict(color=BLACK, linestyle=(0, (4, 3)), linewidth=1)
    roc.plot([0, 1], [0, 1], **guess, label="guessing")
    recall_axes.axhline(prevalence, **guess, label=f"prevalence ({prevalence:.2f})")
    roc.set(title="ROC: recall against false alarms", xlabel="false alarms")
    recall_axes.set(title="precision against recall", xlabel="recall")
    recall_axes.set(xlim=(-0.03, 1.03), ylim=(-0.03, 1.03))
    for ax in (roc, recall_axes):
        ax.set_box_aspect(0.8)
    return finish(roc)
