// SPDX-License-Identifier: GPL-3.0-or-later
// The shipped model, on sentences of our own.
#include "fetch/extract/annotator.hpp"

#include <algorithm>
#include <doctest/doctest.h>

using namespace casebook;

namespace {

Annotator& shipped()
{
    static Annotator annotator(Model::open(shipped_model()));
    return annotator;
}

/// The words of each argument of a role in the one event of a sentence.
std::vector<std::string> words(std::string_view sentence, std::string_view role)
{
    const std::vector<AnnotatedEvent> events = annotate(shipped(), sentence, 0);
    REQUIRE(events.size() == 1);
    std::vector<std::string> out;
    for (const AnnotatedSpan& span : events[0].arguments)
        if (span.role == role)
            out.emplace_back(sentence.substr(span.begin, span.end - span.begin));
    std::ranges::sort(out);
    return out;
}

using Words = std::vector<std::string>;

} // namespace

TEST_CASE("the shipped model reads who was given what, for what, and what followed when")
{
    constexpr std::string_view sentence = "A 33-year-old man developed alopecia areata two months after starting "
                                          "cyclosporine for psoriasis.";
    CHECK(words(sentence, "Treatment.Drug") == Words{"cyclosporine"});
    CHECK(words(sentence, "Effect") == Words{"alopecia areata"});
    CHECK(words(sentence, "Subject.Age") == Words{"33-year-old"});
    CHECK(words(sentence, "Subject.Gender") == Words{"man"});
    CHECK(words(sentence, "Treatment.Disorder") == Words{"psoriasis"});
    CHECK(words(sentence, "Treatment.Time_elapsed") == Words{"two months"});
    CHECK(words(sentence, "Subject") == Words{"A 33-year-old man"});
}

TEST_CASE("a time that is not counted from the drug is not the time elapsed since it")
{
    const auto elapsed = [](std::string_view sentence) { return words(sentence, "Treatment.Time_elapsed"); };
    CHECK(elapsed("He developed alopecia areata 10 days after starting tacrolimus.") == Words{"10 days"});
    CHECK(elapsed("Endometrial carcinoma occurred in a patient on tamoxifen 4 years after a mastectomy.").empty());
    CHECK(elapsed("Within 3 months of tacrolimus withdrawal, the alopecia resolved.").empty());
}

TEST_CASE("the shipped model finds drugs given together")
{
    constexpr std::string_view sentence = "Severe hypokalaemia was attributed to the combination of furosemide and "
                                          "amphotericin B in a 6-year-old boy with leukaemia.";
    CHECK(words(sentence, "Treatment.Drug") == Words{"amphotericin B", "furosemide"});
    CHECK(words(sentence, "Combination.Drug") == Words{"amphotericin B", "furosemide"});
    CHECK(words(sentence, "Effect") == Words{"Severe hypokalaemia"});
}

TEST_CASE("a drug that treats is told apart from one that harms")
{
    const auto type = [](std::string_view sentence) { return annotate(shipped(), sentence, 0).at(0).type; };
    CHECK(type("Tacrolimus was successfully used to treat refractory alopecia areata in a 12-year-old girl.") ==
          "potential_therapeutic");
    CHECK(type("Alopecia areata developed in a 12-year-old girl during tacrolimus therapy.") == "adverse");
}

TEST_CASE("a sentence that tells of no drug and no harm has no event, or an improbable one")
{
    CHECK(annotate(shipped(), "The patient was discharged on the fifth day.", 0).empty());
    CHECK(annotate(shipped(), "Blood samples were taken every morning before breakfast.", 0.5F).empty());
    CHECK(annotate(shipped(), "", 0).empty());
    CHECK(annotate(shipped(), "...", 0).empty());
}

TEST_CASE("spans stand where their words are, also behind letters of several bytes and in later sentences")
{
    constexpr std::string_view text = "Ménière's disease was known. Naïve use of cyclosporine caused severe alopecia.";
    const std::vector<AnnotatedEvent> events = annotate(shipped(), text, 0);
    REQUIRE(!events.empty());
    const auto& arguments = events.back().arguments;
    const auto drug = std::ranges::find(arguments, "Treatment.Drug", &AnnotatedSpan::role);
    REQUIRE(drug != arguments.end());
    CHECK(text.substr(drug->begin, drug->end - drug->begin) == "cyclosporine");
}
