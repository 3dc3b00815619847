using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ToolTime.Settings;

/// <summary>Has settings checked before the server starts.</summary>
public static class SettingsRegistration
{
    /// <summary>Checks a section at the start; a fault stops it with a line that names the setting, its bound and an example.</summary>
    /// <param name="options">The options.</param>
    /// <param name="section">The section's name.</param>
    public static OptionsBuilder<T> ValidateAtStart<T>(this OptionsBuilder<T> options, string section)
        where T : class, new()
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Services.AddSingleton<IValidateOptions<T>>(new SettingsValidator<T>(section));
        return options.ValidateOnStart();
    }
}
