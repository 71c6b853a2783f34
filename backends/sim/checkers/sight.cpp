#include "backends/sim/checkers/checker.hpp"
#include "engine/master/master.hpp"

namespace meseta {

Sight::Leader sight_of(NodeId node, const Master& leading) {
  Sight::Leader seen{.node = node, .allocated = leading.allocated()};
  const TaskTable& tasks = leading.task_table();
  for (const Slot agent : leading.agents().ordered()) {
    tasks.for_each(leading.agents()[agent].tasks, [&](Slot slot) {
      const TaskRecord& task = tasks[slot];
      if (!is_terminal(task.state)) seen.tasks += task.info->resources->quantities();
    });
  }
  return seen;
}

}  // namespace meseta
