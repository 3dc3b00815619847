using System.ComponentModel.DataAnnotations;
using System.Net;

namespace ToolTime.Silo.Hosting;

/// <summary>How this process takes part in a cluster.</summary>
public sealed class ClusterMemberOptions : IValidatableObject
{
    /// <summary>The settings section.</summary>
    public const string Section = "Cluster";

    /// <summary>The cluster's name; processes with the same name and database form one cluster. Default <c>tooltime</c>.</summary>
    [RegularExpression("^[A-Za-z0-9._-]{1,64}$")]
    public string Id { get; set; } = "tooltime";

    /// <summary>
    /// This machine's address, on which the silo listens and at which other silos and front ends reach it. Default <c>127.0.0.1</c>, for a
    /// cluster on one machine.
    /// </summary>
    [Required]
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>The port for other silos. Default 11111.</summary>
    [Range(1, 65_535)]
    public int SiloPort { get; set; } = 11_111;

    /// <summary>The port for front ends. Default 30000.</summary>
    [Range(1, 65_535)]
    public int GatewayPort { get; set; } = 30_000;

    /// <summary>
    /// How long a silo waits for another's answer to a probe. After three missed probes, confirmed by two silos, a silo is declared dead. A
    /// shorter time detects failures sooner, but is more likely to take a slow silo for dead. Default 2 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.500", "00:01:00")]
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The certificates with which the cluster's processes authenticate each other.</summary>
    public ClusterTlsOptions Tls { get; set; } = new();

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IPAddress.TryParse(Address, out var address) || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
        {
            yield return new("Cluster:Address must be an IP address at which others reach this machine.", [nameof(Address)]);
        }
    }
}
