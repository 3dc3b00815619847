using System.ComponentModel.DataAnnotations;

namespace ToolTime.Telemetry;

/// <summary>Whose telemetry is taken in, and how much of it.</summary>
public sealed class TelemetryOptions : IValidatableObject
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Telemetry";

    /// <summary>The app of the endpoints that name none, <c>/api/v1/telemetry/…</c>. It is always listed. Default <c>cli</c>.</summary>
    [Required]
    public string DefaultApp { get; set; } = "cli";

    /// <summary>The other programs whose telemetry is taken in. Default none; each one costs a publication of its own.</summary>
    public IReadOnlyList<string> Apps { get; set; } = [];

    /// <summary>The brands that count by name; all else counts as <c>other</c>. Default none.</summary>
    public IReadOnlyList<string> Brands { get; set; } = [];

    /// <summary>Events of a device in a UTC day; 0 for no limit. Default 10,000.</summary>
    [Range(0, 1_000_000)]
    public int PerDevicePerDay { get; set; } = 10_000;

    /// <summary>
    /// Accepted events of an address (of IPv6, of a /64) in a UTC day, counted by each front end; 0 for no limit. Default 100,000: an
    /// office behind one address is not to meet it.
    /// </summary>
    [Range(0, 100_000_000)]
    public int PerAddressPerDay { get; set; } = 100_000;

    /// <summary>All apps that are listed, each once.</summary>
    public IEnumerable<AppName> Listed() => Apps.Prepend(DefaultApp).Select(app => AppName.Parse(app)).Distinct();

    /// <summary>The listed app of a name; false where it is not listed.</summary>
    public bool TryFind(string name, out AppName app) =>
        AppName.TryParse(name, null, out app) && (name == DefaultApp || Apps.Contains(name, StringComparer.Ordinal));

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Apps.Prepend(DefaultApp).Any(app => !AppName.TryParse(app, null, out _)))
        {
            yield return new(
                "Telemetry:Apps and Telemetry:DefaultApp must have 1 to 32 lower-case letters, digits and dashes.",
                [nameof(Apps), nameof(DefaultApp)]
            );
        }
    }
}
