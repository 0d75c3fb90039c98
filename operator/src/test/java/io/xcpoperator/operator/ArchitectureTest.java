package io.xcpoperator.operator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

/** How the operator may be built: the arrows between packages, and what decisions may see. */
@AnalyzeClasses(packages = "io.xcpoperator.operator", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String BASE = "io.xcpoperator.operator.";

    /** Planners, verdicts, reporters and the like. */
    private static final DescribedPredicate<JavaClass> DECISIONS =
            new DescribedPredicate<>("planners, verdicts, reporters and other decisions") {
                @Override
                public boolean test(JavaClass type) {
                    String name = type.getSimpleName();
                    return name.matches(
                                    ".*(Plan|Planner|Verdict|Reporter|Report|Figures|Policy|Budget|Inventory|Waking|Pick|Release|AdoptRound|Ownership|OwnTags)")
                            && !type.isAssignableTo("io.javaoperatorsdk.operator.api.reconciler.Reconciler");
                }
            };

    @ArchTest
    static final ArchRule features_do_not_see_each_other = slices().matching(BASE + "(*)..")
            .that(new DescribedPredicate<>("are features") {
                @Override
                public boolean test(com.tngtech.archunit.library.dependencies.Slice slice) {
                    return !slice.getDescription().contains("platform");
                }
            })
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule the_platform_knows_no_feature = noClasses()
            .that()
            .resideInAPackage(BASE + "platform..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    BASE + "pool..", BASE + "host..", BASE + "network..", BASE + "storage..", BASE + "vm..");

    @ArchTest
    static final ArchRule the_operator_stands_on_the_api_and_the_client_only = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.xcpoperator.simulator..", "io.xcpoperator.testkit..");

    @ArchTest
    static final ArchRule decisions_see_only_values = noClasses()
            .that(DECISIONS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.fabric8.kubernetes.client.dsl..",
                    "io.javaoperatorsdk..",
                    "java.net.http..",
                    "java.util.concurrent..",
                    "org.slf4j..",
                    "io.xcpoperator.xapi.calls..");

    @ArchTest
    static final ArchRule time_is_injected = noClasses()
            .that()
            .doNotHaveSimpleName("Seams")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");

    @ArchTest
    static final ArchRule nothing_sleeps = noClasses()
            .should()
            .callMethodWhere(new DescribedPredicate<>("Thread.sleep") {
                @Override
                public boolean test(com.tngtech.archunit.core.domain.JavaMethodCall call) {
                    return call.getTargetOwner().isEquivalentTo(Thread.class)
                            && call.getName().equals("sleep");
                }
            });

    @ArchTest
    static final ArchRule nothing_static_changes =
            fields().that().areStatic().should().beFinal();

    @ArchTest
    static final ArchRule no_vague_names =
            noClasses().should().haveNameMatching(".*(Manager|Helper|Util|Utils|Impl|Base)");

    @ArchTest
    static final ArchRule a_feature_shows_only_its_reconcilers = classes()
            .that()
            .resideInAnyPackage(BASE + "host..", BASE + "network..", BASE + "storage..", BASE + "vm..")
            .and()
            .arePublic()
            .and()
            .areTopLevelClasses()
            .should()
            .beAssignableTo("io.javaoperatorsdk.operator.api.reconciler.Reconciler");
}
