using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ToolTime.Settings;

/// <summary>Registers settings.</summary>
public static class SettingsRegistration
{
    /// <summary>
    /// Adds a section's settings and checks them at startup: a fault stops the server with a line that names the setting, its bounds and an
    /// example.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">All settings.</param>
    /// <param name="section">The section's name.</param>
    public static void AddSettings<T>(this IServiceCollection services, IConfiguration configuration, string section)
        where T : class, new()
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddSingleton<IValidateOptions<T>>(new SettingsValidator<T>(section));
        services.AddOptions<T>().Bind(configuration.GetSection(section)).ValidateOnStart();
    }
}
