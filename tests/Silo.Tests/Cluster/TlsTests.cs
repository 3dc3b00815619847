using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ToolTime.Silo.Tests.PostgreSql;
using ToolTime.Storage.Tests.PostgreSql;

namespace ToolTime.Silo.Tests.Cluster;

/// <summary>A cluster whose processes authenticate each other by certificates of one authority.</summary>
public sealed class TlsTests(PostgresServer postgres) : IDisposable
{
    private const string Today = "2026-11-16";

    private static readonly DateTimeOffset Now = new(2026, 11, 16, 12, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tooltime-tls-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Cluster_WithCertificates_LetsInItsOwnAndNobodyElse()
    {
        var connectionString = postgres.ConnectionString(await postgres.CreateDatabaseAsync());
        var own = WriteCertificates("own");
        await using var silo = await StartAsync(connectionString, "silo", own);
        await using var frontEnd = await StartAsync(connectionString, "api", own);
        Assert.Equal("ok", await frontEnd.SubmitAsync(Reports.Cell(1, Today, 3)));

        await using var second = await StartAsync(connectionString, "all", own);
        Assert.Equal("duplicate", await second.SubmitAsync(Reports.Cell(1, Today, 3)));

        await AssertRefusedAsync(connectionString, []);
        await AssertRefusedAsync(connectionString, WriteCertificates("other"));
    }

    [Theory]
    [InlineData("--Cluster:Tls:Key", "key.pem", "Certificate")]
    [InlineData("--Cluster:Tls:Certificate", "certificate.pem", "Authority")]
    public async Task Start_HalfOfTheCertificates_SaysSoInOneLineAndEnds(string key, string value, string named)
    {
        var (exitCode, error) = await ServerProcess.RunRefusedAsync(
            _folder.FullName,
            "--urls",
            "http://127.0.0.1:0",
            "--Storage:Provider",
            "PostgreSql",
            "--Storage:ConnectionString",
            "Host=127.0.0.1;Port=1;Database=none",
            key,
            value
        );
        Assert.Equal(1, exitCode);
        Assert.Contains($"Cluster:Tls:{named}", Assert.Single(error.Split('\n')), StringComparison.Ordinal);
    }

    private static Task<ServerProcess> StartAsync(string connectionString, string role, string[] tls) =>
        Prepare(connectionString, role, tls).StartAsync();

    private static ServerProcess Prepare(string connectionString, string role, string[] tls) =>
        ServerProcess.Prepare(
            Now,
            [.. PostgresSettings.For(connectionString), "--Cluster:Role", role, "--Cluster:ProbeTimeout", "00:00:01", .. tls]
        );

    /// <summary>A front end listens once a silo accepted it; this one never does.</summary>
    private static async Task AssertRefusedAsync(string connectionString, string[] tls)
    {
        await using var stranger = Prepare(connectionString, "api", tls);
        var starting = stranger.StartAsync();
        await stranger.WaitForOutputAsync("Cannot reach any silo of the cluster yet", TimeSpan.FromSeconds(60));
        Assert.False(starting.IsCompleted);
        await stranger.KillAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => starting);
    }

    /// <summary>Creates an authority and a certificate from it, and returns their settings.</summary>
    private string[] WriteCertificates(string name)
    {
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authorityRequest = new CertificateRequest($"CN={name} authority", authorityKey, HashAlgorithmName.SHA256);
        authorityRequest.CertificateExtensions.Add(
            new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true)
        );
        var (from, to) = (TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        using var authority = authorityRequest.CreateSelfSigned(from, to);

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256).Create(authority, from, to, [1]);
        var paths = ((string[])["certificate", "key", "authority"])
            .Select(part => Path.Combine(_folder.FullName, $"{name}-{part}.pem"))
            .ToList();
        File.WriteAllText(paths[0], certificate.ExportCertificatePem());
        File.WriteAllText(paths[1], key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(paths[2], authority.ExportCertificatePem());
        return ["--Cluster:Tls:Certificate", paths[0], "--Cluster:Tls:Key", paths[1], "--Cluster:Tls:Authority", paths[2]];
    }
}
