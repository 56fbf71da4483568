// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/literature/shards.hpp"

#include "index/literature/schema.hpp"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>

namespace casebook {

namespace {

constexpr std::size_t shards_a_group = 32; ///< put together early: few files are open at a time
constexpr std::size_t most_waiting = 2;    ///< batches a thread
constexpr std::size_t most_threads = 4;
constexpr int no_sync = Xapian::DB_NO_SYNC; // what a machine that fails leaves behind is made anew

struct Job
{
    std::size_t number = 0;
    Batch batch;
};

void put_together(const std::vector<std::string>& parts, const std::string& to, unsigned flags)
{
    Xapian::Database all;
    for (const std::string& part : parts)
        all.add_database(Xapian::Database(part));
    all.compact(to, flags);
    all.close();
    for (const std::string& part : parts)
        std::filesystem::remove_all(part);
}

void make_shard(Batch batch, const std::string& where, WordIndexer& words, WordCounts& spellings)
{
    Xapian::WritableDatabase db(where, Xapian::DB_CREATE_OR_OVERWRITE | no_sync);
    for (DraftedArticle& article : batch) {
        std::vector<Xapian::Document> documents;
        for (Draft& draft : article.drafts)
            documents.push_back(words.finish(std::move(draft)));
        for (const Xapian::Document& document : documents) {
            count_words(document.termlist_begin(), document.termlist_end(), 1, spellings);
            db.add_document(document);
        }
        db.set_metadata(hash_key + article.key, fingerprint(documents));
    }
    db.commit();
}

} // namespace

struct ShardedBuild::Impl
{
    explicit Impl(std::filesystem::path where) : folder(std::move(where))
    {
        std::filesystem::remove_all(folder);
        std::filesystem::create_directories(folder);
        const std::size_t threads = std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, most_threads);
        for (std::size_t i = 0; i < threads; ++i)
            workers.emplace_back([this] { work(); });
    }

    ~Impl()
    {
        end();
        std::error_code ignored;
        std::filesystem::remove_all(folder, ignored);
    }

    std::string shard(std::size_t number) const { return (folder / format("shard{}", number)).string(); }
    std::string group(std::size_t number) const { return (folder / format("group{}", number)).string(); }

    /// The next job; none when there will be no more.
    std::optional<Job> next()
    {
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return closed || !jobs.empty(); });
        if (jobs.empty() || trouble)
            return std::nullopt;
        std::optional<Job> job(std::move(jobs.front()));
        jobs.pop_front();
        changed.notify_all();
        return job;
    }

    /// Whether the shard was the last of its group to be made.
    bool completes_group(std::size_t number)
    {
        const std::scoped_lock lock(mutex);
        const std::size_t which = number / shards_a_group;
        made.resize(std::max(made.size(), which + 1));
        return ++made[which] == shards_a_group;
    }

    void make_group(std::size_t which) const
    {
        std::vector<std::string> parts;
        for (std::size_t i = 0; i < shards_a_group; ++i)
            parts.push_back(shard(which * shards_a_group + i));
        put_together(parts, group(which), Xapian::DBCOMPACT_SINGLE_FILE);
    }

    void work()
    {
        try {
            WordIndexer words;
            WordCounts mine;
            while (std::optional<Job> job = next()) {
                make_shard(std::move(job->batch), shard(job->number), words, mine);
                if (completes_group(job->number))
                    make_group(job->number / shards_a_group);
            }
            const std::scoped_lock lock(mutex);
            for (const auto& [word, count] : mine)
                spellings[word] += count;
        } catch (...) {
            const std::scoped_lock lock(mutex);
            trouble = std::current_exception();
            changed.notify_all();
        }
    }

    void end()
    {
        {
            const std::scoped_lock lock(mutex);
            closed = true;
            changed.notify_all();
        }
        for (std::thread& worker : workers)
            worker.join();
        workers.clear();
    }

    std::filesystem::path folder;
    std::mutex mutex;
    std::condition_variable changed;
    std::deque<Job> jobs;
    std::vector<std::size_t> made; ///< shards of each group
    WordCounts spellings;
    std::size_t given = 0;
    bool closed = false;
    std::exception_ptr trouble;
    std::vector<std::thread> workers;
};

ShardedBuild::ShardedBuild(std::filesystem::path folder) : impl_(std::make_unique<Impl>(std::move(folder))) {}

ShardedBuild::~ShardedBuild() = default;

void ShardedBuild::add(Batch batch)
{
    std::unique_lock lock(impl_->mutex);
    const std::size_t most = most_waiting * impl_->workers.size();
    impl_->changed.wait(lock, [&] { return impl_->trouble || impl_->jobs.size() < most; });
    if (impl_->trouble)
        std::rethrow_exception(impl_->trouble);
    impl_->jobs.push_back({impl_->given++, std::move(batch)});
    impl_->changed.notify_all();
}

std::filesystem::path ShardedBuild::finish(WordCounts& spellings)
{
    impl_->end();
    if (impl_->trouble)
        std::rethrow_exception(impl_->trouble);
    std::vector<std::string> parts;
    const std::size_t groups = impl_->given / shards_a_group;
    for (std::size_t i = 0; i < groups; ++i)
        parts.push_back(impl_->group(i));
    for (std::size_t i = groups * shards_a_group; i < impl_->given; ++i)
        parts.push_back(impl_->shard(i));
    const std::filesystem::path whole = impl_->folder / "whole";
    put_together(parts, whole.string(), 0);
    spellings = std::move(impl_->spellings);
    return whole;
}

} // namespace casebook
