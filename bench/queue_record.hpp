// QueueRecord: what a run asked of its event queue, to be asked again of another one.
//
// A queue sees pushes and pops only: a cancelled timer is popped and dropped like any other entry.
// And since every queue pops in the same order, a push needs no more than its distance from the
// entry popped last; numbers count pushes. Hence the format, about four bytes per event:
//
//     file    = "MESETAQ1" word*
//     word    = 7 bits a byte, the lowest first, the last byte below 128     (LEB128)
//             = 2 n          push at n nanoseconds after the entry popped last
//             | 2 n + 1      pop n times, n > 0
//
// Before the first pop, distances are from the instant given to the writer. To record a run, call
// pushed and popped beside each push and pop of the loop's queue, and save at its end.
#pragma once

#include <cstdint>
#include <fstream>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/check.hpp"
#include "engine/base/time.hpp"

namespace meseta::bench {

inline constexpr char kQueueRecordMagic[] = "MESETAQ1";

class QueueRecordWriter {
 public:
  explicit QueueRecordWriter(Time start = Time{}) : now_(start) {}

  void pushed(Time at) {
    CHECK(now_ <= at);
    flush_pops();
    put(static_cast<std::uint64_t>((at - now_).ns) << 1U);
  }

  void popped(Time at) {
    now_ = at;
    ++pops_;
  }

  // The words so far.
  std::string take() {
    flush_pops();
    return std::exchange(words_, {});
  }

  // Writes the words so far; false if the file cannot be written.
  [[nodiscard]] bool save(const std::string& path) {
    std::ofstream file(path, std::ios::binary);
    file << kQueueRecordMagic << take();
    file.flush();
    return file.good();
  }

 private:
  void flush_pops() {
    if (pops_ > 0) put(pops_ << 1U | 1U);
    pops_ = 0;
  }

  void put(std::uint64_t word) {
    for (; word >= 128; word >>= 7U) words_.push_back(static_cast<char>(word % 128 | 128U));
    words_.push_back(static_cast<char>(word));
  }

  Time now_;
  std::uint64_t pops_ = 0;
  std::string words_;
};

class QueueRecordReader {
 public:
  // The words must outlive the reader.
  explicit QueueRecordReader(const std::string& words) : words_(words) {}

  // The next word, or none at the end. A word that is cut off or too long ends the record.
  [[nodiscard]] std::optional<std::uint64_t> next() {
    std::uint64_t word = 0;
    for (unsigned shift = 0; at_ < words_.size() && shift < 64; shift += 7) {
      const auto byte = static_cast<unsigned char>(words_[at_++]);
      word |= std::uint64_t{byte % 128U} << shift;
      if (byte < 128) return word;
    }
    return std::nullopt;
  }

  // Fills `words` from the front; how many there were.
  [[nodiscard]] std::size_t read(std::vector<std::uint64_t>& words) {
    std::size_t count = 0;
    while (count < words.size()) {
      const auto word = next();
      if (!word) break;
      words[count++] = *word;
    }
    return count;
  }

 private:
  const std::string& words_;
  std::size_t at_ = 0;
};

// The words of a file, or none if it cannot be read or is no record.
inline std::optional<std::string> load_queue_record(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(file), {}};
  const std::string magic = kQueueRecordMagic;
  if (!bytes.starts_with(magic)) return std::nullopt;
  return bytes.substr(magic.size());
}

}  // namespace meseta::bench
