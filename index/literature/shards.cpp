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

constexpr std::size_t most_waiting = 2; ///< batches a thread
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

void make_shard(Batch batch, const std::string& where, WordIndexer& words)
{
    Xapian::WritableDatabase db(where, Xapian::DB_CREATE_OR_OVERWRITE | no_sync);
    for (DraftedArticle& article : batch) {
        db.set_metadata(hash_key + article.key, fingerprint(article.drafts));
        for (Draft& draft : article.drafts)
            db.add_document(words.finish(std::move(draft)));
    }
    db.commit();
}

} // namespace

struct ShardedBuild::Impl
{
    Impl(std::filesystem::path where, std::size_t shards) : folder(std::move(where)), shards_a_group(shards)
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

    /// The groups that are to be put together now that this shard is made. The last whole one waits for another, since
    /// most indexes have no more, and their shards are put together once.
    std::vector<std::size_t> due_after(std::size_t number)
    {
        const std::scoped_lock lock(mutex);
        const std::size_t which = number / shards_a_group;
        made.resize(std::max(made.size(), which + 1));
        ++made[which];
        std::vector<std::size_t> due;
        for (; groups + 1 < made.size() && made[groups] == shards_a_group && made[groups + 1] == shards_a_group;
             ++groups)
            due.push_back(groups);
        return due;
    }

    /// One at a time: each opens the files of all its shards.
    void make_group(std::size_t which)
    {
        const std::scoped_lock lock(grouping);
        std::vector<std::string> parts;
        for (std::size_t i = 0; i < shards_a_group; ++i)
            parts.push_back(shard(which * shards_a_group + i));
        put_together(parts, group(which), Xapian::DBCOMPACT_SINGLE_FILE);
    }

    void work()
    {
        try {
            WordIndexer words;
            while (std::optional<Job> job = next()) {
                make_shard(std::move(job->batch), shard(job->number), words);
                for (const std::size_t group : due_after(job->number))
                    make_group(group);
            }
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
    std::size_t shards_a_group;
    std::mutex mutex;
    std::mutex grouping;
    std::condition_variable changed;
    std::deque<Job> jobs;
    std::vector<std::size_t> made; ///< shards of each group
    std::size_t groups = 0;        ///< that are put together before the end
    std::size_t given = 0;
    bool closed = false;
    std::exception_ptr trouble;
    std::vector<std::thread> workers;
};

ShardedBuild::ShardedBuild(std::filesystem::path folder, std::size_t shards_a_group)
    : impl_(std::make_unique<Impl>(std::move(folder), shards_a_group))
{
}

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

std::filesystem::path ShardedBuild::finish()
{
    impl_->end();
    if (impl_->trouble)
        std::rethrow_exception(impl_->trouble);
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < impl_->groups; ++i)
        parts.push_back(impl_->group(i));
    for (std::size_t i = impl_->groups * impl_->shards_a_group; i < impl_->given; ++i)
        parts.push_back(impl_->shard(i));
    const std::filesystem::path whole = impl_->folder / "whole";
    put_together(parts, whole.string(), 0);
    return whole;
}

} // namespace casebook
