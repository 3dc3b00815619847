using System.ComponentModel.DataAnnotations;

namespace ToolTime.Telemetry;

/// <summary>Whose telemetry is accepted, and how much of it.</summary>
public sealed class TelemetryOptions : IValidatableObject
{
    /// <summary>The settings section.</summary>
    public const string Section = "Telemetry";

    /// <summary>
    /// The app of the endpoints whose path has no app, <c>/api/v1/telemetry/…</c>. It is always listed. Default <c>cli</c>.
    /// </summary>
    [Required]
    public string DefaultApp { get; set; } = "cli";

    /// <summary>Other programs whose telemetry is accepted. Default none; each one is published separately, at a cost.</summary>
    public IReadOnlyList<string> Apps { get; set; } = [];

    /// <summary>The brands that count by name; all others count as <c>other</c>. Default none.</summary>
    public IReadOnlyList<string> Brands { get; set; } = [];

    /// <summary>Events per device and UTC day; 0 for no limit. Default 10,000.</summary>
    [Range(0, 1_000_000)]
    public int PerDevicePerDay { get; set; } = 10_000;

    /// <summary>
    /// Accepted events per address (IPv6: per /64) and UTC day, counted by each front end; 0 for no limit. Default 100,000, enough for an
    /// office behind one address.
    /// </summary>
    [Range(0, 100_000_000)]
    public int PerAddressPerDay { get; set; } = 100_000;

    /// <summary>All listed apps, without duplicates.</summary>
    public IEnumerable<AppName> Listed() => Apps.Prepend(DefaultApp).Select(app => AppName.Parse(app)).Distinct();

    /// <summary>Finds the listed app with a name; false if it is not listed.</summary>
    public bool TryFind(string name, out AppName app) =>
        AppName.TryParse(name, null, out app) && (name == DefaultApp || Apps.Contains(name, StringComparer.Ordinal));

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Apps.Prepend(DefaultApp).Any(app => !AppName.TryParse(app, null, out _)))
        {
            yield return new(
                "Telemetry:Apps and Telemetry:DefaultApp must have 1 to 32 lower-case letters, digits and dashes, such as my-cli.",
                [nameof(Apps), nameof(DefaultApp)]
            );
        }
    }
}
