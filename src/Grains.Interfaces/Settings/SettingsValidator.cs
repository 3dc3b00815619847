using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Options;

namespace ToolTime.Settings;

/// <summary>Checks a section's settings by the attributes of their properties, and names each setting as an operator writes it.</summary>
/// <param name="section">The section's name.</param>
public sealed class SettingsValidator<T>(string section) : IValidateOptions<T>
    where T : class, new()
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, T options)
    {
        var faults = typeof(T)
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .SelectMany(property =>
                property.GetCustomAttributes<ValidationAttribute>().Select(attribute => FaultOf(property, attribute, options))
            )
            .OfType<string>()
            .ToList();
        if (faults.Count == 0 && options is IValidatableObject validatable)
        {
            faults.AddRange(validatable.Validate(new(options)).Select(result => result.ErrorMessage).OfType<string>());
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private string? FaultOf(PropertyInfo property, ValidationAttribute attribute, T options) =>
        attribute.IsValid(property.GetValue(options)) ? null : $"{section}:{property.Name} must {BoundOf(attribute)}{ExampleOf(property)}.";

    private static string BoundOf(ValidationAttribute attribute) =>
        attribute switch
        {
            RangeAttribute range => $"be from {Text(range.Minimum)} to {Text(range.Maximum)}",
            MinLengthAttribute least => $"have at least {least.Length} characters, such as `openssl rand -hex {least.Length}` prints",
            MaxLengthAttribute most => $"hold at most {most.Length}",
            RegularExpressionAttribute form => $"have the form {form.Pattern}",
            _ => "be set",
        };

    // The default value, if there is one.
    private string ExampleOf(PropertyInfo property) =>
        property.GetValue(new T()) is { } value and not (ICollection or "") ? $", such as --{section}:{property.Name} {Word(value)}" : "";

    /// <summary>The value as one word of a command line.</summary>
    private static string Word(object value) => Text(value) is var text && text.Contains(' ', StringComparison.Ordinal) ? $"\"{text}\"" : text;

    private static string Text(object value) =>
        value switch
        {
            int number => number.ToString("N0", CultureInfo.InvariantCulture),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
}
