#include "backends/sim/sim_store.hpp"

#include <algorithm>
#include <utility>

#include "engine/base/check.hpp"

namespace meseta {

namespace {

constexpr Site kSync{"store.sync"};
constexpr Site kTorn{"store.torn"};

}  // namespace

SimStore::SimStore(Loop& loop, const SimClock& clock, Agenda& agenda, const Choices& choices,
                   const Links& links, const Options& options)
    : loop_(loop),
      clock_(clock),
      agenda_(agenda),
      doer_(agenda.enroll(*this)),
      choices_(choices),
      links_(links),
      sync_(options.sync, choices),
      timeout_(options.timeout),
      resigned_([](NodeId) {}),
      disks_(1) {}

void SimStore::add_node(NodeId node, Place place, DiskId disk) {
  if (node.value >= nodes_.size()) nodes_.resize(node.value + 1);
  if (disk >= disks_.size()) disks_.resize(disk + 1);
  CHECK(!nodes_[node.value].up);
  nodes_[node.value] = {.disk = disk, .place = place, .up = true};
}

void SimStore::join(NodeId node, Place place) { add_node(node, place, place.value + 1); }

void SimStore::join_master(NodeId node, Place place) { add_node(node, place, kRegistry); }

void SimStore::elect(NodeId master, Epoch epoch) {
  CHECK(newest_ < epoch);
  newest_ = epoch;
  nodes_[master.value].epoch = epoch;
  nodes_[master.value].failed = false;
}

bool SimStore::unreachable(const Node& node) const {
  if (node.disk != kRegistry) return false;
  return !links_.passes(node.place, kQuorum) || !links_.passes(kQuorum, node.place);
}

bool SimStore::refused(const Write& write) const {
  return nodes_[write.from.value].disk == kRegistry && write.epoch != newest_;
}

void SimStore::fail(const Write& write, Time at) {
  Node& node = nodes_[write.from.value];
  if (write.epoch == node.epoch) node.failed = true;
  loop_.post(write.from, StoreFailed{write.ticket}, at);
}

// What cannot succeed waits in line too, so that reports come in the order of the tickets.
void SimStore::persist(NodeId from, std::uint64_t ticket, Ref<Record> record) {
  const Node& node = nodes_[from.value];
  CHECK(node.up);
  CHECK(node.disk != kRegistry || node.epoch != Epoch{});
  Disk& disk = disks_[node.disk];
  const bool lost = node.failed || unreachable(node);
  disk.waiting.push_back({from, node.epoch, ticket, std::move(record), lost});
  if (disk.busy) return;
  // The sync begins once the event that is being handled is done, so all it writes goes along.
  disk.busy = true;
  agenda_.add(doer_, clock_.now(), node.disk, Begin);
}

void SimStore::due(std::uint64_t what, std::uint32_t mark, Time now) {
  Disk& disk = disks_[what];
  if (mark == End) finish_sync(disk, now);
  disk.busy = !disk.waiting.empty();
  if (!disk.busy) return;
  disk.syncing = std::exchange(disk.waiting, std::move(disk.syncing));
  agenda_.add(doer_, now + sync_.draw(kSync, what, disk.syncs++), what, End);
}

void SimStore::finish_sync(Disk& disk, Time now) {
  for (Write& write : disk.syncing) {
    const Node& node = nodes_[write.from.value];
    if (write.lost || (node.failed && write.epoch == node.epoch)) {
      fail(write, now + timeout_);
    } else if (refused(write)) {
      fail(write, now);
    } else {
      disk.records.push_back(std::move(write.record));
      if (unreachable(node)) {
        fail(write, now + timeout_);
      } else {
        loop_.post(write.from, Stored{write.ticket}, now);
      }
    }
  }
  disk.syncing.clear();
}

void SimStore::leave(NodeId from) {
  Node& node = nodes_[from.value];
  node.up = false;
  Disk& disk = disks_[node.disk];
  const auto is_its = [from](const Write& write) { return write.from == from; };
  const auto count =
      static_cast<std::uint64_t>(std::count_if(disk.syncing.begin(), disk.syncing.end(), is_its));
  if (count > 0) {
    std::uint64_t kept = choices_.below(count + 1, kTorn, node.place.value, ++crashes_);
    for (Write& write : disk.syncing) {
      if (!is_its(write) || kept == 0 || write.lost || refused(write)) continue;
      disk.records.push_back(std::move(write.record));
      --kept;
    }
    std::erase_if(disk.syncing, is_its);
  }
  std::erase_if(disk.waiting, is_its);
}

std::vector<Record> SimStore::read(DiskId disk) const {
  std::vector<Record> records;
  if (disk >= disks_.size()) return records;
  records.reserve(disks_[disk].records.size());
  for (const Ref<Record>& record : disks_[disk].records) records.push_back(*record);
  return records;
}

std::vector<Record> SimStore::records(Place place) const { return read(place.value + 1); }

std::vector<Record> SimStore::registry() const { return read(kRegistry); }

}  // namespace meseta
