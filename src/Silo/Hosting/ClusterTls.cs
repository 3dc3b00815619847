using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Orleans.Connections.Security;

namespace ToolTime.Silo.Hosting;

/// <summary>
/// Encrypts traffic between a cluster's processes, and accepts only certificates issued by the cluster's own authority. Names in
/// certificates are not checked: silos are known by addresses, which change, and anyone with a certificate from that authority is a member.
/// </summary>
internal static class ClusterTls
{
    public static ISiloBuilder UseTls(this ISiloBuilder silo, ClusterTlsOptions tls) =>
        Read(tls) is { } certificates ? silo.UseTls(options => Configure(options, certificates)) : silo;

    public static IClientBuilder UseTls(this IClientBuilder client, ClusterTlsOptions tls) =>
        Read(tls) is { } certificates ? client.UseTls(options => Configure(options, certificates)) : client;

    /// <summary>Reads the files named in the settings; null if there are none.</summary>
    /// <exception cref="FormatException">The files cannot be used; the message is one line for the operator.</exception>
    private static Certificates? Read(ClusterTlsOptions tls)
    {
        if (string.IsNullOrEmpty(tls.Certificate))
        {
            return string.IsNullOrEmpty(tls.Key) && string.IsNullOrEmpty(tls.Authority)
                ? null
                : throw new FormatException(
                    $"{ClusterTlsOptions.Section}:{nameof(tls.Certificate)} is required with a key or an authority."
                );
        }

        if (string.IsNullOrEmpty(tls.Authority))
        {
            throw new FormatException(
                $"{ClusterTlsOptions.Section}:{nameof(tls.Authority)} is missing: it decides whose certificates are accepted."
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

/// <summary>The certificates with which a cluster's processes authenticate each other. Without them, traffic is not encrypted.</summary>
public sealed class ClusterTlsOptions
{
    /// <summary>The settings section.</summary>
    public const string Section = "Cluster:Tls";

    /// <summary>
    /// A PEM file with this process's certificate, used on both the server and the client side of connections. Default none: no TLS.
    /// </summary>
    public string? Certificate { get; set; }

    /// <summary>A PEM file with the certificate's private key. Default: the key is in the certificate's file.</summary>
    public string? Key { get; set; }

    /// <summary>A PEM file with the only authority whose certificates are accepted. Required with a certificate.</summary>
    public string? Authority { get; set; }
}
