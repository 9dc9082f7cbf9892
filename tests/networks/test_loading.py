"""`load`: which reader a suffix chooses, and what is refused before anything is read."""

import json
import os
import pickle
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import exactpl as xp

N = xp.networks

TENT = N.Network([N.Layer([[1], [1]], [0, "-1/2"], "relu"), N.Layer([[2, -4]])])
LEAKY = N.Network([N.Layer([[1]], None, N.leaky_relu("1/4"))])
SUFFIXES = (".json", ".onnx", ".safetensors", ".npz")


def written(network: Any, path: Path) -> Path:
    """Write a network in the format of the suffix."""
    suffix = path.suffix.lower()
    if suffix == ".onnx":
        pytest.importorskip("onnx")
        N.to_onnx(network, path)
    elif suffix == ".safetensors":
        pytest.importorskip("safetensors")
        N.to_safetensors(network, path)
    elif suffix == ".npz":
        N.to_npz(network, path)
    else:
        N.save_network(network, path)
    return path


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_suffixes(suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(TENT, tmp_path / f"a{suffix}")
    for given in (path, str(path)):
        network = N.load(given)
        assert [network(x) for x in (-1, "1/3", "2/3", 2)] == [TENT(x) for x in (-1, "1/3", "2/3", 2)]
    shouted = path.rename(tmp_path / f"B.b{suffix.upper()}")
    assert N.load(shouted)("1/3") == TENT("1/3")
    monkeypatch.chdir(tmp_path)
    assert N.load(shouted.name)("1/3") == TENT("1/3")


@pytest.mark.parametrize("suffix", [".pt", ".pth", ".pkl", ".pickle", ".bin", ".ckpt", ".npy", ".PT", ".Pth"])
def test_pickled_suffixes_are_refused_unread(suffix: str, tmp_path: Path) -> None:
    proof = tmp_path / "it ran"

    class Payload:
        def __reduce__(self) -> Any:
            return (open, (str(proof), "w"))

    path = tmp_path / f"model{suffix}"
    path.write_bytes(pickle.dumps(Payload()))
    for given in (path, tmp_path / f"missing{suffix}"):
        for more in ({}, {"layers": "0"}, {"leaky_slope": "1/100"}):
            with pytest.raises(xp.InputError, match=r"pickled files are refused.*safetensors"):
                N.load(given, **more)
    assert not proof.exists()


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_pickle_behind_another_suffix_is_not_run(suffix: str, tmp_path: Path) -> None:
    proof = tmp_path / "it ran"

    class Payload:
        def __reduce__(self) -> Any:
            return (open, (str(proof), "w"))

    if suffix in (".onnx", ".safetensors"):
        pytest.importorskip(suffix[1:])
    path = tmp_path / f"model{suffix}"
    for data in (pickle.dumps(Payload()), pickle.dumps(Payload(), 0)):
        path.write_bytes(data)
        with pytest.raises(xp.InputError, match=rf"model\{suffix}"):
            N.load(path)
    assert not proof.exists()


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a", "no suffix"),
        ("a.txt", ".txt"),
        ("a.json.gz", ".gz"),
        (".json", "no suffix"),
        ("a.", "no suffix|'.'"),
        ("a.h5", ".h5"),
    ],
    ids=str,
)
def test_other_suffixes(name: str, shown: str, tmp_path: Path) -> None:
    N.save_network(TENT, tmp_path / name)
    with pytest.raises(
        xp.InputError, match=rf"a network file ends in \.json, \.onnx, \.safetensors, \.npz, found '?({shown})"
    ):
        N.load(tmp_path / name)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_suffix_that_lies(suffix: str, tmp_path: Path) -> None:
    if suffix in (".onnx", ".safetensors"):
        pytest.importorskip(suffix[1:])
    for other in SUFFIXES:
        if other != suffix:
            path = written(TENT, tmp_path / f"a{other}").rename(tmp_path / f"b{suffix}")
            with pytest.raises(xp.InputError, match=rf"b\{suffix}"):
                N.load(path)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_missing_files_and_folders(suffix: str, tmp_path: Path) -> None:
    if suffix in (".onnx", ".safetensors"):
        pytest.importorskip(suffix[1:])
    with pytest.raises(xp.InputError, match=rf"readable .* is required, found .*none\{suffix}: No such file"):
        N.load(tmp_path / f"none{suffix}")
    (tmp_path / f"folder{suffix}").mkdir()
    with pytest.raises(xp.InputError, match=rf"readable .* is required, found .*folder\{suffix}: Is a directory"):
        N.load(tmp_path / f"folder{suffix}")
    with pytest.raises(xp.InputError, match="readable"):
        N.load(tmp_path / f"none{suffix}" / f"a{suffix}")
    (tmp_path / f"link{suffix}").symlink_to(tmp_path / f"none{suffix}")
    with pytest.raises(xp.InputError, match="readable"):
        N.load(tmp_path / f"link{suffix}")
    if hasattr(os, "geteuid") and os.geteuid() != 0:
        path = written(TENT, tmp_path / f"secret{suffix}")
        path.chmod(0)
        with pytest.raises(xp.InputError, match="Permission"):
            N.load(path)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_odd_paths(suffix: str, tmp_path: Path) -> None:
    if suffix in (".onnx", ".safetensors"):
        pytest.importorskip(suffix[1:])
    for name in (f"{tmp_path}/a\0b{suffix}", f"{tmp_path}/{'a' * 5000}{suffix}"):
        with pytest.raises(xp.InputError):
            N.load(name)
    path = written(TENT, tmp_path / f"a b\n'\"\u00e4{suffix}")
    assert N.load(path)("1/3") == TENT("1/3")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_empty_files(suffix: str, tmp_path: Path) -> None:
    if suffix in (".onnx", ".safetensors"):
        pytest.importorskip(suffix[1:])
    path = tmp_path / f"a{suffix}"
    path.write_bytes(b"")
    with pytest.raises(xp.InputError, match=rf"a\{suffix}"):
        N.load(path)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_files_that_are_too_large(suffix: str, tmp_path: Path) -> None:
    if suffix in (".onnx", ".safetensors"):
        pytest.importorskip(suffix[1:])
    path = tmp_path / f"a{suffix}"
    with path.open("wb") as file:
        file.truncate(64 * 1024 * 1024 + 1)
    with pytest.raises(xp.InputError, match="at most 67,108,864 bytes"):
        N.load(path)


def test_layer_lists_where_none_is_wanted(tmp_path: Path) -> None:
    for suffix in (".json", ".onnx"):
        for path in (tmp_path / f"missing{suffix}",):
            with pytest.raises(
                xp.InputError, match=rf"a layer list is for files of tensors.*{suffix} file states them itself"
            ):
                N.load(path, layers="0:relu 2")
            with pytest.raises(xp.InputError, match="a layer list is for files of tensors"):
                N.load(path, layers="")


def test_layer_lists(tmp_path: Path) -> None:
    path = tmp_path / "a.npz"
    np.savez(path, **{"fc1.weight": np.array([[1.0], [1.0]]), "fc1.bias": [0, -0.5], "fc2.weight": [[2.0, -4.0]]})
    assert N.load(path, layers="fc1:relu fc2")("1/3") == TENT("1/3")
    assert N.load(path, layers=[("fc1", "relu"), "fc2"])("1/3") == TENT("1/3")
    with pytest.raises(xp.InputError, match="this file holds tensors and no architecture"):
        N.load(path)


def test_slopes(tmp_path: Path) -> None:
    for suffix in (".json", ".safetensors", ".npz"):
        with pytest.raises(xp.InputError, match="leaky_slope is for ONNX files"):
            N.load(tmp_path / f"missing{suffix}", leaky_slope="1/4")
    path = written(LEAKY, tmp_path / "a.onnx")
    assert N.load(path) == N.load(path, leaky_slope="1/4")
    with pytest.raises(xp.InputError, match=r"a\.onnx.*LeakyRelu"):
        N.load(path, leaky_slope="1/5")
    assert N.load(written(TENT, tmp_path / "b.onnx"), leaky_slope="1/5")("1/3") == TENT("1/3")  # no slope there


def test_the_origin_says_the_format(tmp_path: Path) -> None:
    for suffix, name in ((".onnx", "ONNX"), (".safetensors", "safetensors"), (".npz", "NumPy")):
        network = N.load(written(TENT, tmp_path / f"a{suffix}"))
        assert network.origin == f"{tmp_path}/a{suffix} ({name})"
    assert N.load(written(TENT, tmp_path / "a.json")).origin == ""


def test_all_formats_give_one_function(tmp_path: Path) -> None:
    networks = [N.load(written(TENT, tmp_path / f"a{suffix}")) for suffix in SUFFIXES]
    for network in networks[1:]:
        verdict = xp.same_function(networks[0], network)
        assert isinstance(verdict, xp.Proved)
        assert xp.check(verdict.certificate).verdict == "accept"


def test_json_is_read_once_and_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"format": "exactpl-map/1", "knots": []}))
    with pytest.raises(xp.InputError, match=r"a\.json.*exactpl-map/1"):
        N.load(path)


@pytest.mark.parametrize(("suffix", "library"), [(".onnx", "onnx"), (".safetensors", "safetensors")])
def test_a_library_that_is_missing_is_named(
    suffix: str, library: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / f"net{suffix}"
    path.write_bytes(b"something")
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(xp.InputError, match=rf"pip install 'exactpl\[{library}\]'"):
        N.load(path)
    with pytest.raises(xp.InputError, match=rf"pip install 'exactpl\[{library}\]'"):
        getattr(N, f"to_{library}")(N.dense([[[1]]], [[0]]), path)
