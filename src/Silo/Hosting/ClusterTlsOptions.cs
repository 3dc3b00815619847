namespace ToolTime.Silo.Hosting;

/// <summary>The certificates by which the processes of a cluster know each other. Without them they talk in the clear.</summary>
public sealed class ClusterTlsOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Cluster:Tls";

    /// <summary>
    /// A file in PEM with this process's certificate, for the server's and the client's side of a connection. Default none: no TLS.
    /// </summary>
    public string? Certificate { get; set; }

    /// <summary>A file in PEM with the certificate's private key. Default: the key is in the file of the certificate.</summary>
    public string? Key { get; set; }

    /// <summary>A file in PEM with the one authority whose certificates are let in. Needed where a certificate is given.</summary>
    public string? Authority { get; set; }
}
