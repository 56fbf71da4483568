// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/model.hpp"

#include "corpus/archive.hpp"
#include "tests/unit/temporary.hpp"

#include <doctest/doctest.h>

using namespace casebook;

namespace {

/// Two parts over three features; feature 2 has no weight worth keeping.
std::vector<TrainedPart> two_parts()
{
    TrainedPart tagger;
    tagger.part = {"tagger", {"Drug"}, true, 0, {}, {}};
    tagger.keys = {900, 7, 40};
    tagger.weights = {3, {0, 2, 3, 4}, {0, 1, 2, 1}, {1.0F, -2.0F, 0.5F, 0.001F}, bio_transitions(3)};
    TrainedPart classifier;
    classifier.part = {"classifier", {"no", "yes"}, false, 0, {}, {}};
    classifier.keys = {7};
    classifier.weights = {2, {0, 1}, {1}, {0.25F}, std::vector<float>(4, 0)};
    std::vector<TrainedPart> out;
    out.push_back(std::move(tagger));
    out.push_back(std::move(classifier));
    return out;
}

FeatureRows two_places()
{
    FeatureRows rows;
    rows.ids = {900, 7, 12345, 7};
    rows.starts = {0, 1, 4};
    return rows;
}

std::vector<float> emission_of(const Model& model, std::string_view part)
{
    Model::Scores scores = model.no_scores(2);
    model.add(two_places(), scores);
    return model.chain(model.part(part), scores).emission;
}

} // namespace

TEST_CASE("a model adds up the weights of the observations it knows, part by part")
{
    const Model model = Model::from(two_parts(), 0.004F);
    const std::vector<float> tagger = emission_of(model, "tagger");
    CHECK(tagger[0] == doctest::Approx(1.0).epsilon(0.01));
    CHECK(tagger[1] == doctest::Approx(-2.0).epsilon(0.01));
    CHECK(tagger[2] < -1000); // nothing goes on at the first place
    CHECK(tagger[5] == doctest::Approx(1.0).epsilon(0.02));
    CHECK(emission_of(model, "classifier")[3] == doctest::Approx(0.5).epsilon(0.01));
    CHECK(model.weights() == 4);
}

TEST_CASE("a model read from its bytes gives the same scores and the same bytes")
{
    const Model model = Model::from(two_parts(), 0.004F);
    const Parsed<Model> again = parse_model(model.bytes());
    REQUIRE(again);
    CHECK(emission_of(*again, "tagger") == emission_of(model, "tagger"));
    CHECK(again->part("tagger").kinds == model.part("tagger").kinds);
    CHECK(again->bytes() == model.bytes());
}

TEST_CASE("a model cut short at any byte, or with a byte changed, is refused")
{
    const std::string bytes = Model::from(two_parts(), 0.004F).bytes();
    for (std::size_t size = 0; size < bytes.size(); size += 7)
        CHECK_FALSE(parse_model(bytes.substr(0, size)));
    std::string inside = gunzip(bytes);
    for (std::size_t at = 0; at < inside.size(); at += 5) {
        std::string changed = inside;
        changed[at] = static_cast<char>(changed[at] ^ 1);
        CHECK_FALSE(parse_model(gzip(changed)));
    }
    CHECK(parse_model(gzip(inside)));
}

TEST_CASE("a torn model file is named, with what to do")
{
    const TemporaryFolder folder;
    const std::string bytes = Model::from(two_parts(), 0.004F).bytes();
    write_file(folder / "torn.model", bytes.substr(0, bytes.size() / 2));
    std::string message;
    try {
        Model::open(folder / "torn.model");
    } catch (const Error& error) {
        message = error.what();
    }
    CHECK(message.find("torn.model") != std::string::npos);
    CHECK(message.find("torn or no model. Get it again") != std::string::npos);
    CHECK_THROWS_AS(Model::open(folder / "absent.model"), Error);
}
