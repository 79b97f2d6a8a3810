"""Several processes that train the same network, each on batches of its own, and now and then take the mean of their weights (local
SGD, Stich 2019). They share a card, which one of them alone would leave waiting most of the time."""

import mmap

import torch
import torch.multiprocessing as multiprocessing


class Together:
    """What the processes share: a row of weights each, and their mean."""

    def __init__(self, net, processes):
        size = sum(p.numel() for p in moving(net))
        self.processes = processes
        self.rows = shared(processes * size).view(processes, size)
        self.mean = shared(size)
        self.barrier = multiprocessing.Barrier(processes)
        self.ended = multiprocessing.Value("b", 0)

    def meet(self, rank, net, end=False):
        """Gives the network of each process the mean weights of all; whether the first process says that it is the end."""
        if rank == 0 and end:
            self.ended.value = True
        self.rows[rank].copy_(torch.cat([p.detach().flatten() for p in moving(net)]))
        self.barrier.wait()
        own = torch.arange(self.processes + 1) * len(self.mean) // self.processes
        part = slice(int(own[rank]), int(own[rank + 1]))
        self.mean[part] = self.rows[:, part].mean(0)
        self.barrier.wait()
        at = 0
        for p in moving(net):
            p.data.copy_(self.mean[at:at + p.numel()].view_as(p))
            at += p.numel()
        return bool(self.ended.value)


def shared(size):
    """Memory for so many numbers that this process shares with those that it forks."""
    return torch.frombuffer(mmap.mmap(-1, 4 * size), dtype=torch.float32)


def moving(net):
    """The weights that training moves."""
    return [p for p in net.parameters() if p.requires_grad]


def side_by_side(work, processes):
    """Runs `work(rank)` in processes that begin with all that this one has read, and fails where one of them does."""
    multiprocessing.start_processes(work, nprocs=processes, start_method="fork")
