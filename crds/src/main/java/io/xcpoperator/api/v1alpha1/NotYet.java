package io.xcpoperator.api.v1alpha1;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What the schema has and this version of the operator does not do: a kind without a controller, a field of a spec that is
 * not acted on, a field of a status that is not filled in. The reference says so, and {@link NotYetFields} finds what a
 * resource asks for in vain (decision 0052); taking the annotation away is part of making it real.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.TYPE})
public @interface NotYet {
    /** The values that are not acted on; empty = all. */
    String[] only() default {};

    /** The value that asks for nothing, beside an absent one and an empty list. */
    String unless() default "";

    /** The part of the field that is not acted on, as a phrase, where the planner itself refuses it; empty = all of it. */
    String part() default "";
}
