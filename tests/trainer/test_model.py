from __future__ import annotations

import pytest
import torch
from torch import nn

from logtools.trainer import describe
from logtools.trainer.model import DigitClassifier, LogOn, TwoBranchNetwork


def test_the_network_has_the_layers_and_parameters_of_the_notebook() -> None:
    network = TwoBranchNetwork()
    shapes = sorted(
        (layer.in_features, layer.out_features) for layer in network.modules() if isinstance(layer, nn.Linear)
    )
    assert shapes == [(32, 16), (48, 10), (784, 32), (784, 32)]
    assert sum(parameter.numel() for parameter in DigitClassifier().parameters()) == 51_258


def test_each_branch_affects_the_logits() -> None:
    """Without one branch, the logits change: both branches are inputs of the last layer."""
    torch.manual_seed(0)
    network = TwoBranchNetwork()
    images = torch.rand(8, 1, 28, 28)
    whole = network(images)
    assert whole.shape == (8, 10)
    for branch in (network.short, network.long):
        hook = branch.register_forward_hook(lambda _module, _inputs, output: torch.zeros_like(output))
        assert not torch.allclose(network(images), whole)
        hook.remove()


def test_hidden_layers_have_a_relu_and_logits_do_not() -> None:
    torch.manual_seed(0)
    network = TwoBranchNetwork()
    images = torch.rand(64, 1, 28, 28)
    pixels = network.flatten(images)
    assert network.short(pixels).min() == 0
    assert network.long(pixels).min() == 0
    assert network(images).min() < 0


def test_steps_call_the_module_so_that_hooks_run() -> None:
    model = DigitClassifier()
    seen: list[int] = []
    model.register_forward_hook(lambda _module, inputs, _output: seen.append(len(inputs[0])))
    model._loss_and_accuracy((torch.rand(4, 1, 28, 28), torch.tensor([1, 2, 3, 4])))  # noqa: SLF001
    assert seen == [4]


@pytest.mark.parametrize("log_on", ["both", "step", "epoch", "default"])
def test_settings_are_saved_in_the_checkpoint(log_on: LogOn) -> None:
    assert dict(DigitClassifier(lr=0.5, log_on=log_on).hparams) == {"lr": 0.5, "log_on": log_on}


def test_adam_has_the_learning_rate() -> None:
    optimizer = DigitClassifier(lr=0.25).configure_optimizers()
    assert isinstance(optimizer, torch.optim.Adam)
    assert [group["lr"] for group in optimizer.param_groups] == [0.25]


def test_describe_shows_the_network() -> None:
    text = describe(8)
    assert "[8, 10]" in text
    assert "Total params: 51,258" in text
