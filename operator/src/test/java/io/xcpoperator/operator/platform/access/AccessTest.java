package io.xcpoperator.operator.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.xcpoperator.api.v1alpha1.NamespaceSet;
import io.xcpoperator.api.v1alpha1.pool.AccessRule;
import io.xcpoperator.api.v1alpha1.pool.Permission;
import io.xcpoperator.operator.platform.ObjectKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AccessTest {
    private static final ObjectKey POOL = new ObjectKey("infra", "home");
    private static final List<Access.Grant> GRANTS = SpecAccess.grants(List.of(
            new AccessRule(new NamespaceSet(List.of("apps"), null), List.of(Permission.Use, Permission.Adopt)),
            new AccessRule(
                    new NamespaceSet(
                            null,
                            new LabelSelectorBuilder()
                                    .addToMatchLabels("team", "ops")
                                    .addToMatchExpressions(
                                            new LabelSelectorRequirement("env", "NotIn", List.of("prod")))
                                    .build()),
                    List.of(Permission.Administer)),
            new AccessRule(new NamespaceSet(List.of("future"), null), List.of(Permission.Unknown)),
            new AccessRule(new NamespaceSet(null, null), List.of(Permission.Use, Permission.Administer))));

    @ParameterizedTest(name = "{0} labelled team={1} env={2} may {3}: {4}")
    @CsvSource({
        "infra,,,USE,true",
        "infra,,,ADMINISTER,true",
        "apps,,,USE,true",
        "apps,,,ADOPT,true",
        "apps,,,ADMINISTER,false",
        "other,ops,test,ADMINISTER,true",
        "other,ops,prod,ADMINISTER,false",
        "other,ops,,ADMINISTER,true",
        "other,dev,,ADMINISTER,false",
        "other,ops,test,USE,false",
        "future,,,USE,false",
        "nobody,,,USE,false",
    })
    void isWhatTheOwnerGrantedAndNothingElse(String namespace, String team, String env, Right right, boolean allowed) {
        var labels = new HashMap<String, String>();
        if (team != null) {
            labels.put("team", team);
        }
        if (env != null) {
            labels.put("env", env);
        }
        assertThat(Access.toPool(POOL, GRANTS, right, namespace, labels).isEmpty())
                .isEqualTo(allowed);
    }

    @ParameterizedTest(name = "without a rule nobody else may {0}")
    @EnumSource(Right.class)
    void nobodyElseHasAnythingByDefault(Right right) {
        assertThat(Access.toPool(POOL, List.of(), right, "apps", Map.of())).isPresent();
        assertThat(Access.toPool(POOL, List.of(), right, "infra", Map.of())).isEmpty();
    }

    @Test
    void aRefusalSaysWhomToAsk() {
        assertThat(Access.toPool(POOL, List.of(), Right.USE, "apps", Map.of()))
                .hasValue("namespace apps may not use pool infra/home; ask its owner to add it to spec.access");
    }

    @Test
    void aSelectorOfAKindWeDoNotKnowAdmitsNobody() {
        var selector = new NamespaceSelector(
                Set.of(), Map.of(), List.of(new NamespaceSelector.Expression("env", "Gt", Set.of("1"))));
        assertThat(selector.admits("apps", Map.of("env", "2"))).isFalse();
    }

    @Test
    void anEmptySelectorAdmitsNobody() {
        assertThat(SpecAccess.selector(new NamespaceSet(null, new LabelSelectorBuilder().build()))
                        .admits("apps", Map.of("a", "b")))
                .isFalse();
    }
}
