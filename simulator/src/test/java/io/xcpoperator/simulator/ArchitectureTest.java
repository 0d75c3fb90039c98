package io.xcpoperator.simulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The simulator stands alone: what it answers comes from recordings and facts, not from what the client expects. */
@AnalyzeClasses(packages = "io.xcpoperator.simulator", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule it_knows_nothing_of_ours = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.xcpoperator.xapi..",
                    "io.xcpoperator.api..",
                    "io.xcpoperator.operator..",
                    "io.xcpoperator.testkit..");

    @ArchTest
    static final ArchRule it_knows_no_kubernetes =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("io.fabric8..", "io.javaoperatorsdk..");

    @ArchTest
    static final ArchRule nothing_static_changes =
            fields().that().areStatic().should().beFinal();
}
