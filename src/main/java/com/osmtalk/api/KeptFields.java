package com.osmtalk.api;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On the component of a record that holds the fields which nothing here uses: they stand beside the others in JSON, and
 * are kept and given back, so that an agent of osmTalk's can be brought here and taken away again.
 */
@JacksonAnnotationsInside
@JsonAnySetter
@JsonAnyGetter
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface KeptFields {
    /** The names that osmTalk's documentation has; others are kept where an agent is imported. */
    String[] value() default {};
}
