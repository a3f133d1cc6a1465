"""The file of a trained model ↔ its weights: features, labels, scores of labels behind one another.

`data/models/tagger.npz` holds 16-bit floats and the features' names; what weighs next to nothing was left out in training.
"""

from dataclasses import dataclass

import numpy as np

from kg.resources import folder


@dataclass(frozen=True, slots=True)
class Weights:
    """`values[rows[feature]]` are a feature's scores for each of `labels`; `transitions[a, b]` is the score of b after a."""

    labels: tuple[str, ...]
    rows: dict[str, int]
    values: np.ndarray
    transitions: np.ndarray
    initial: np.ndarray


def load() -> Weights:
    """The model that comes with the project; raises FileNotFoundError where it is missing."""
    with np.load(folder("data/models") / "tagger.npz") as file:
        names = bytes(file["names"]).decode("utf-8").split("\n")
        return Weights(
            tuple(str(label) for label in file["labels"]),
            {name: row for row, name in enumerate(names)},
            file["values"].astype(np.float32),
            file["transitions"].astype(np.float32),
            file["initial"].astype(np.float32),
        )


def save(weights: Weights) -> None:
    """Write the model; the same weights give the same bytes of each array."""
    names = "\n".join(sorted(weights.rows, key=lambda name: weights.rows[name]))
    np.savez_compressed(
        folder("data/models") / "tagger.npz",
        labels=np.array(weights.labels),
        names=np.frombuffer(names.encode("utf-8"), dtype=np.uint8),
        values=weights.values.astype(np.float16),
        transitions=weights.transitions.astype(np.float16),
        initial=weights.initial.astype(np.float16),
    )
