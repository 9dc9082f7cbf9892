"""Train the network of a well-known notebook, and write it as it was before and after.

A 1-10-10-10-1 ReLU network learns exp on [-5, 5]: PyTorch, Adam, float32, one thread, seeded. The weights of other
versions of PyTorch differ in their last bits: the files beside this script are fixtures, and nothing asks that they can
be made again byte for byte.

    python tests/networks/trained/make_trained.py
"""

import sys
import warnings
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file

LOW, HIGH = -5.0, 5.0


def fresh(seed: int = 0) -> Any:
    """Return the network with PyTorch's own initial weights."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    nn = torch.nn
    return nn.Sequential(
        nn.Linear(1, 10), nn.ReLU(), nn.Linear(10, 10), nn.ReLU(), nn.Linear(10, 10), nn.ReLU(), nn.Linear(10, 1)
    )


def trained(module: Any, steps: int) -> float:
    """Train the network in place; return the last loss."""
    x = torch.linspace(LOW, HIGH, 500).reshape(-1, 1)
    y = torch.exp(x)
    optimizer = torch.optim.Adam(module.parameters(), lr=0.01)
    loss = torch.zeros(())
    for _ in range(steps):
        optimizer.zero_grad()
        loss = torch.nn.functional.mse_loss(module(x), y)
        loss.backward()
        optimizer.step()
    return float(loss.detach())


def written(module: Any, folder: Path, name: str) -> None:
    """Write NAME.onnx and NAME.safetensors."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the exporter through TorchScript says that it is old
        torch.onnx.export(module, torch.zeros(1, 1), str(folder / f"{name}.onnx"), dynamo=False)
    state = {key: tensor.contiguous() for key, tensor in module.state_dict().items()}
    path = folder / f"{name}.safetensors"
    save_file(state, str(path))
    path.chmod(0o644)  # it is made for its owner alone


def main() -> None:
    folder = Path(__file__).resolve().parent
    module = fresh()
    written(module, folder, "before")
    loss = trained(module, 600)
    written(module, folder, "after")
    sys.stdout.write(f"mean squared error {loss:.4g}\n")


if __name__ == "__main__":
    main()
