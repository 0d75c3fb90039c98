package io.xcpoperator.xapi.calls;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The message a method stands for. Class, message, parameter count, types and order are checked against the data model. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Call {
    /** {@code Class.message}, without {@code Async.}. */
    String value();

    /** Values of trailing parameters that the caller cannot choose: {@code "false"}. */
    String[] fixed() default {};

    /** First release that has it in this form, as the data model names releases; empty: every one from 8.2. */
    String since() default "";

    /** Counts against the heavy operations of a host. */
    boolean heavy() default false;
}
