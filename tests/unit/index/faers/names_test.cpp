// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/names.hpp"

#include <doctest/doctest.h>

using namespace casebook;

using Names = std::vector<std::string>;

TEST_CASE("spellings of one drug name fold together")
{
    CHECK(fold_drug("Tacrolimus.") == "TACROLIMUS");
    CHECK(fold_drug("  neoral   oral .") == "NEORAL ORAL");
    CHECK(fold_drug("DR. REDDY^S") == "DR. REDDY'S");
    CHECK(fold_drug(".ALPHA.-TOCOPHEROL") == ".ALPHA.-TOCOPHEROL"); // only full stops at the end go
    CHECK(fold_drug("...") == "");
}

TEST_CASE("preferred terms fold capitals and blanks, nothing else")
{
    CHECK(fold_event("ALOPECIA  areata") == "ALOPECIA AREATA");
    CHECK(fold_event("Crohn's disease") == "CROHN'S DISEASE");
    CHECK(fold_event("Hallucinations, mixed") == "HALLUCINATIONS, MIXED");
}

TEST_CASE("combinations are split at backslashes")
{
    CHECK(ingredients_of("SULFAMETHOXAZOLE\\TRIMETHOPRIM") == Names{"SULFAMETHOXAZOLE", "TRIMETHOPRIM"});
    CHECK(ingredients_of("B.\\A\\b") == Names{"A", "B"});
    CHECK(ingredients_of("\\") == Names{});
    CHECK(ingredients_of("") == Names{});
}

TEST_CASE("a part that only says more of another is no ingredient of its own")
{
    CHECK(ingredients_of("TACROLIMUS\\TACROLIMUS ANHYDROUS") == Names{"TACROLIMUS"});
    CHECK(ingredients_of("GEMCITABINE HYDROCHLORIDE\\GEMCITABINE") == Names{"GEMCITABINE"});
    CHECK(ingredients_of("IRON\\IRONWOOD") == Names{"IRON", "IRONWOOD"});
}

TEST_CASE("a salt belongs to its ingredient, combinations and other substances stay apart")
{
    CHECK(ingredients_of("METHOTREXATE SODIUM") == Names{"METHOTREXATE"});
    CHECK(ingredients_of("Prednisolone sodium phosphate") == Names{"PREDNISOLONE"});
    CHECK(ingredients_of("TACROLIMUS ANHYDROUS") == Names{"TACROLIMUS"});
    CHECK(ingredients_of("SULFAMETHOXAZOLE\\METHOTREXATE SODIUM") == Names{"METHOTREXATE", "SULFAMETHOXAZOLE"});
    for (const char* itself : {"CALCIUM CARBONATE", "SODIUM CHLORIDE", "LITHIUM CARBONATE", "MYCOPHENOLATE MOFETIL",
                               "NO SUCH DRUG SODIUM", "SODIUM", "METHOTREXATE SODIUMS"})
        CHECK(ingredients_of(itself) == Names{itself});
}
