using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Orleans.Connections.Security;

namespace ToolTime.Silo.Hosting;

/// <summary>
/// Encrypts what the processes of a cluster send each other, and lets in only those whose certificate comes from the cluster's own
/// authority. Names in certificates are not compared: silos are known by addresses, which change, and who has a certificate of that
/// authority is a member.
/// </summary>
internal static class ClusterTls
{
    public static ISiloBuilder UseTls(this ISiloBuilder silo, ClusterTlsOptions tls) =>
        Read(tls) is { } certificates ? silo.UseTls(options => Configure(options, certificates)) : silo;

    public static IClientBuilder UseTls(this IClientBuilder client, ClusterTlsOptions tls) =>
        Read(tls) is { } certificates ? client.UseTls(options => Configure(options, certificates)) : client;

    /// <summary>Reads the files that the settings name; null where they name none.</summary>
    /// <exception cref="FormatException">They cannot be used; the message is one line for the operator.</exception>
    private static Certificates? Read(ClusterTlsOptions tls)
    {
        if (string.IsNullOrEmpty(tls.Certificate))
        {
            return string.IsNullOrEmpty(tls.Key) && string.IsNullOrEmpty(tls.Authority)
                ? null
                : throw new FormatException(
                    $"{ClusterTlsOptions.Section}:{nameof(tls.Certificate)} is missing beside the key or the authority."
                );
        }

        if (string.IsNullOrEmpty(tls.Authority))
        {
            throw new FormatException(
                $"{ClusterTlsOptions.Section}:{nameof(tls.Authority)} is missing: it says whose certificates are let in."
            );
        }

        try
        {
            return new(
                X509Certificate2.CreateFromPemFile(tls.Certificate, tls.Key),
                X509CertificateLoader.LoadCertificateFromFile(tls.Authority)
            );
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new FormatException(
                $"{ClusterTlsOptions.Section}: the certificate, its key or the authority cannot be read: {exception.Message}",
                exception
            );
        }
    }

    private static void Configure(TlsOptions options, Certificates certificates)
    {
        options.LocalCertificate = certificates.Own;
        options.RemoteCertificateMode = options.ClientCertificateMode = RemoteCertificateMode.RequireCertificate;
        options.RemoteCertificateValidation = (certificate, _, errors) =>
            !errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable) && IsOfCluster(certificate, certificates.Authority);
        options.OnAuthenticateAsClient = (_, client) => client.TargetHost = "tooltime-cluster";
    }

    private static bool IsOfCluster(X509Certificate2 certificate, X509Certificate2 authority)
    {
        using var chain = new X509Chain
        {
            ChainPolicy =
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                DisableCertificateDownloads = true,
            },
        };
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        return chain.Build(certificate);
    }

    private sealed record Certificates(X509Certificate2 Own, X509Certificate2 Authority);
}

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
