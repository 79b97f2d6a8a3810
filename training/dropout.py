"""Dropout that draws its masks from a pool: drawing fresh ones took a tenth of the training time on a CPU."""

import torch

_POOL = 1 << 24
_pools = {}


def dropout(x, p, training=True):
    """As `torch.nn.functional.dropout`; the mask is a random stretch of a fixed pool of 16.8 million draws."""
    if not training or not p:
        return x
    if x.device.type != "cpu":
        return torch.nn.functional.dropout(x, p)
    if p not in _pools:
        _pools[p] = (torch.rand(_POOL) >= p).to(torch.bfloat16) / (1 - p)
    count = x.numel()
    if count > _POOL // 2:
        return torch.nn.functional.dropout(x, p, True)
    start = int(torch.randint(_POOL - count, ()))
    mask = _pools[p][start:start + count].view(x.shape)
    return x * (mask if x.dtype == torch.bfloat16 else mask.to(x.dtype))
