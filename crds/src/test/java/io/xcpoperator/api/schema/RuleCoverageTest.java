package io.xcpoperator.api.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import io.xcpoperator.api.v1alpha1.Kinds;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No rule without a case that it refuses, and none that refuses everything. */
class RuleCoverageTest {
    private static final Pattern LITERAL = Pattern.compile("'((?:[^'\\\\]|\\\\.)*)'|\\+ [^'+]+");

    static Stream<CustomResourceDefinition> crds() {
        return Kinds.all().stream().map(Crds::of);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("crds")
    void everyRuleHasACaseThatItRefuses(CustomResourceDefinition crd) {
        List<String> refusals =
                RuleCase.of(crd).flatMap(c -> c.refused().stream()).toList();
        List<String> untried = Rules.of(crd).stream()
                .filter(rule -> refusals.stream().noneMatch(couldComeFrom(rule)))
                .map(ValidationRule::getMessage)
                .toList();
        assertThat(untried)
                .as("rules of %s without a refusing case", crd.getMetadata().getName())
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("crds")
    void everyKindHasCasesThatAreAcceptedAtCreationAndUpdate(CustomResourceDefinition crd) {
        List<RuleCase> accepted =
                RuleCase.of(crd).filter(c -> c.refused().isEmpty()).toList();
        assertThat(accepted)
                .anyMatch(c -> c.update().isEmpty())
                .anyMatch(c -> c.update().isPresent());
    }

    /** A refusal quotes the beginning of a message, or, of one that is computed, something that it could have come to. */
    private static Predicate<String> couldComeFrom(ValidationRule rule) {
        if (rule.getMessageExpression() == null)
            return refusal -> rule.getMessage().startsWith(refusal);
        String computed = LITERAL.matcher(rule.getMessageExpression())
                .results()
                .map(RuleCoverageTest::part)
                .collect(Collectors.joining());
        Pattern whole = Pattern.compile(computed);
        return refusal -> {
            var matcher = whole.matcher(refusal);
            return matcher.matches() || matcher.hitEnd();
        };
    }

    private static String part(MatchResult literal) {
        String text = literal.group(1);
        return text == null ? "[^ ]*" : Pattern.quote(text.replace("\\'", "'"));
    }
}
