#!/usr/bin/env python3
"""Makes the sample traces of this folder: made-up data in the formats of openb and SWF.

Run it in this folder. It has no input and no chance in it, so it always writes the same bytes.
Among the pods are the rare ones of the real trace: created and deleted in the same second, alive
for one second, too large for any node, several created at once, a model named twice, never
scheduled.
"""

import gzip

MODELS = [  # model, nodes, cpu_milli, memory_mib, cards
    ("", 9, 32000, 262144, 0), ("", 3, 96000, 524288, 0),
    ("G2", 6, 96000, 393216, 8), ("T4", 8, 104000, 524288, 2), ("T4", 2, 96000, 393216, 4),
    ("P100", 4, 16000, 122880, 2), ("P100", 1, 64000, 262144, 2), ("V100M16", 2, 32000, 131072, 4),
    ("V100M16", 1, 8000, 32768, 1), ("V100M32", 2, 96000, 786432, 8), ("G3", 1, 128000, 786432, 8),
    ("A10", 1, 128000, 1048576, 1),
]
SPECS = ["", "", "", "", "T4", "G2", "P100", "V100M16|V100M32", "T4|A10", "G3",
         "V100M16|V100M32|V100M32"]
QOS = ["LS", "LS", "BE", "LS", "BE", "BE", "LS", "Burstable", "LS", "BE", "LS", "Guaranteed"]
POD_COLUMNS = ("name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec,qos,pod_phase,creation_time,"
               "deletion_time,scheduled_time")


class Numbers:
    """A linear congruential generator (Knuth's MMIX), the same everywhere."""

    def __init__(self, seed):
        self.state = seed

    def below(self, bound):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % bound

    def one_of(self, choices):
        return choices[self.below(len(choices))]


def nodes():
    yield "sn,cpu_milli,memory_mib,gpu,model"
    number = 0
    for model, count, cpus, memory, cards in MODELS:
        for _ in range(count):
            yield f"sample-node-{number:02},{cpus},{memory},{cards},{model}"
            number += 1


def pod_shape(draw):
    kind = draw.below(20)
    if kind < 3:
        return draw.one_of([1000, 2000, 4500, 16000]), draw.one_of([2048, 8192, 30517]), 0, 0
    if kind < 14:
        return draw.one_of([2000, 3152, 6000]), draw.one_of([5600, 12288]), 1, draw.one_of(
            [230, 460, 470, 500, 810])
    if kind < 18:
        return draw.one_of([8000, 11908, 15200]), draw.one_of([16384, 47104]), 1, 1000
    cards = draw.one_of([2, 4, 8])
    return 8000 * cards, 32768 * cards, cards, 1000


def pods():
    draw = Numbers(1)
    created = 0
    for number in range(146):
        cpus, memory, cards, milli = pod_shape(draw)
        spec = draw.one_of(SPECS) if 0 < cards <= 1 else ""
        created += draw.one_of([0, 5, 20, 60, 240, 600])
        waited = draw.one_of([0, 0, 0, 0, 3, 45])
        ran = draw.one_of([30, 120, 600, 1800, 1800, 7200, 14400])
        phase = draw.one_of(["Running", "Running", "Running", "Failed", "Succeeded", "Pending"])
        scheduled = "" if phase == "Pending" else created + waited
        yield (number, cpus, memory, cards, milli, spec, draw.one_of(QOS), phase, created,
               created + waited + ran, scheduled)
    yield 146, 8000, 30517, 1, 230, "", "BE", "Pending", created, created, ""
    yield 147, 120000, 737280, 8, 1000, "G2", "Burstable", "Failed", created, created + 117, created
    yield 148, 3152, 5600, 1, 810, "", "BE", "Pending", created, created + 1, ""
    yield 149, 8200, 33792, 1, 1000, "V100M16|V100M32|V100M32", "LS", "Failed", 0, 3600, 2


def pod_rows(with_spec):
    yield POD_COLUMNS
    for number, *fields in pods():
        if not with_spec:
            fields[4] = ""
        yield f"sample-pod-{number:03}," + ",".join(str(field) for field in fields)


def swf():
    draw = Numbers(2)
    yield "; Version: 2.2"
    yield "; Computer: a made-up machine of 128 processors"
    yield "; MaxJobs: 60"
    yield "; MaxProcs: 128"
    submit = 0
    for number in range(1, 61):
        submit += draw.one_of([0, 10, 60, 300, 900])
        processors = draw.one_of([1, 1, 2, 4, 8, 16, 32, 64])
        status = draw.one_of([1, 1, 1, 1, 0, 5])
        run = draw.one_of([5, 60, 600, 3600]) if status != 5 else -1
        wait = draw.one_of([0, 0, 30, 400])
        memory = draw.one_of([-1, -1, 524288, 2097152])
        yield (f"{number:5} {submit:6} {wait:4} {run:5} {processors if run >= 0 else -1:3} "
               f"{run * 0.9 if run >= 0 else -1:g} -1 {processors:3} {3600:5} {memory:8} {status} "
               f"{1 + draw.below(7)} 1 -1 {draw.below(3)} 1 -1 -1")


def write(name, lines):
    text = "".join(line + "\n" for line in lines).encode()
    with open(name, "wb") as file:
        file.write(gzip.compress(text, mtime=0) if name.endswith(".gz") else text)


if __name__ == "__main__":
    write("openb_node_list_all_node.csv", nodes())
    write("openb_pod_list_gpuspec33.csv", pod_rows(with_spec=True))
    write("openb_pod_list_default.csv", pod_rows(with_spec=False))
    write("sample.swf", swf())
    write("sample.swf.gz", swf())
