package io.xcpoperator.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What tests run on knows nothing of what is tested. */
@AnalyzeClasses(packages = "io.xcpoperator.testkit", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule it_knows_nothing_of_ours = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.xcpoperator.xapi..",
                    "io.xcpoperator.api..",
                    "io.xcpoperator.operator..",
                    "io.xcpoperator.simulator..");
}
